package org.guichet.portal.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.guichet.attachment.Attachments;
import org.guichet.shared.Settings;

/** The portal itself: whose it is, and its limits. */
@Named
@ApplicationScoped
public class Portal {
  private Settings settings;

  protected Portal() {} // for the proxy

  @Inject
  public Portal(Settings settings) {
    this.settings = settings;
  }

  /** The small name beside the brand. */
  public String getCompany() {
    return settings.companyName();
  }

  /** The largest file one may send, in bytes. */
  public long getMostBytes() {
    return Attachments.MOST_BYTES;
  }

  /** The same in megabytes. */
  public long getMostMegabytes() {
    return Attachments.MOST_BYTES / (1024 * 1024);
  }
}
