interface ImageAddress {
  readonly image_url?: string | undefined;
  readonly alt_text: string;
}

/** Nothing leaves this machine, so pictures of other hosts are described instead of fetched. */
export function ImageFrame({ image, title }: { readonly image: ImageAddress; readonly title?: string | undefined }) {
  const isOwn =
    image.image_url?.startsWith(`${location.origin}/`) === true || image.image_url?.startsWith('data:image/');
  return (
    <figure className="block-image">
      {title !== undefined && <figcaption>{title}</figcaption>}
      {isOwn ? (
        <img src={image.image_url} alt={image.alt_text} />
      ) : (
        <span className="block-image-words">{image.alt_text}</span>
      )}
    </figure>
  );
}
