import { useEffect, useRef } from 'react';
import type { PagePerson, PageState } from '../page-state.js';
import { PersonAvatar } from './avatar.js';
import { ClockControl } from './clock-control.js';
import { LockIcon, PeopleIcon } from './icons.js';

interface SidebarProps {
  readonly state: PageState;
  readonly reader: PagePerson;
  /** On a phone the list is folded away. */
  readonly isOpen: boolean;
  onChoose(userId: string): void;
  onToggle(): void;
  complain(problem: string): void;
}

/** Whose eyes one looks through, and who has something new. */
export function Sidebar({ state, reader, isOpen, onChoose, onToggle, complain }: SidebarProps) {
  const others = state.people.filter((person) => person.id !== reader.id);
  const waiting = others.reduce((sum, person) => sum + person.unread, 0);
  return (
    <aside className="sidebar">
      <header className="sidebar-head">
        <span className="workspace-mark" aria-hidden="true">
          {[...state.team.name][0]}
        </span>
        <h1 className="workspace-name">{state.team.name}</h1>
        <button
          type="button"
          className="sidebar-toggle"
          aria-expanded={isOpen}
          aria-label="Choose a person"
          onClick={onToggle}
        >
          <PeopleIcon />
          {waiting > 0 && <span className="badge">{waiting}</span>}
        </button>
      </header>
      <div className="you-are" data-testid="you-are">
        <PersonAvatar id={reader.id} name={reader.realName} size={40} />
        <p>
          <span className="you-are-lead">You are: </span>
          <strong dir="auto">{reader.realName}</strong>
          {reader.title !== '' && (
            <>
              <span className="you-are-dash"> — </span>
              <span className="you-are-title" dir="auto">
                {reader.title}
              </span>
            </>
          )}
        </p>
      </div>
      <nav className="people" aria-label="People">
        <h2>Switch person</h2>
        <ul>
          {state.people.map((person) => (
            <li key={person.id}>
              <PersonEntry person={person} isReader={person.id === reader.id} onChoose={onChoose} />
            </li>
          ))}
        </ul>
      </nav>
      {state.clock !== null && <ClockControl clock={state.clock} complain={complain} />}
      <p className="sandbox-note">
        <LockIcon /> Local sandbox: nothing leaves this machine
      </p>
    </aside>
  );
}

interface PersonEntryProps {
  readonly person: PagePerson;
  readonly isReader: boolean;
  onChoose(userId: string): void;
}

function PersonEntry({ person, isReader, onChoose }: PersonEntryProps) {
  // What the reader looks at is not news to them.
  const unread = isReader ? 0 : person.unread;
  const standing = [
    person.guest ? 'guest' : '',
    person.outsider ? 'other workspace' : '',
    person.deleted ? 'deactivated' : '',
  ];
  const about = [person.title, ...standing];
  const entry = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (isReader) entry.current?.scrollIntoView({ block: 'nearest' });
  }, [isReader]);

  return (
    <button
      ref={entry}
      type="button"
      className={unread > 0 ? 'person person-unread' : 'person'}
      data-testid={`person-${person.id}`}
      data-unread={unread}
      aria-current={isReader}
      disabled={person.deleted}
      onClick={() => onChoose(person.id)}
    >
      <PersonAvatar id={person.id} name={person.realName} size={28} />
      <span className="person-words">
        <span className="person-name" dir="auto">
          {person.realName}
        </span>
        <span className="person-title" dir="auto">
          {about.filter((part) => part !== '').join(' · ')}
        </span>
      </span>
      {unread > 0 && (
        <span className="badge">
          {unread}
          <span className="unseen"> unread</span>
        </span>
      )}
    </button>
  );
}
