package org.guichet.integration.connector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.guichet.attachment.Attachments;

/**
 * The claim check: a message carries a file's id, and a Kamelet opens the content as {@code
 * #attachments} at the moment it sends it, streamed.
 */
@ApplicationScoped
@Named("attachments")
public class AttachedFiles {
  private Attachments attachments;

  protected AttachedFiles() {}

  @Inject
  public AttachedFiles(Attachments attachments) {
    this.attachments = attachments;
  }

  /** The blob store has nothing under that id. */
  public static class ContentMissing extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public ContentMissing(UncheckedIOException cause) {
      super(cause);
    }
  }

  /** The content of the file of that id. The HTTP client closes it when it has sent it. */
  public InputStream open(String id) {
    try {
      return attachments.open(UUID.fromString(id));
    } catch (UncheckedIOException e) {
      throw new ContentMissing(e);
    }
  }
}
