import 'slack-blocks-to-jsx/dist/style.css';
import './styles/tokens.css';
import './styles/frame.css';
import './styles/conversation.css';
import './styles/blocks.css';
import './styles/fields.css';
import './styles/suggestions.css';
import './styles/files.css';
import './styles/modal.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';

const place = document.getElementById('page');
if (place === null) throw new Error('The page has lost its place');
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
