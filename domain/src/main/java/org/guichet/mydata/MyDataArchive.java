package org.guichet.mydata;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.guichet.access.Viewer;
import org.guichet.attachment.Attachments;
import org.guichet.attachment.FileName;
import org.guichet.audit.AuditTrail;
import org.guichet.mydata.MyFiles.MyFile;
import org.jdbi.v3.core.Jdbi;

/**
 * All that is held about a person, as a ZIP: {@code data.json} and the files, in a folder for each
 * request. It is read page by page and written as it is read: its size costs neither memory nor an
 * open transaction.
 */
@ApplicationScoped
public class MyDataArchive {
  private static final String DRAFTS = "drafts";

  private Jdbi jdbi;
  private Attachments attachments;
  private AuditTrail audit;

  protected MyDataArchive() {}

  @Inject
  public MyDataArchive(Jdbi jdbi, Attachments attachments, AuditTrail audit) {
    this.jdbi = jdbi;
    this.attachments = attachments;
    this.audit = audit;
  }

  /**
   * Writes what is held about the viewer, and nothing of anybody else.
   *
   * @param out is closed when all is written
   */
  public void write(Viewer viewer, OutputStream out) throws IOException {
    audit.record(viewer, "my-data.downloaded", "person", viewer.personId().toString());
    try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      zip.putNextEntry(new ZipEntry("data.json"));
      new MyDataJson(jdbi, viewer).write(new Open(zip));
      zip.closeEntry();
      files(new MyFiles(jdbi, viewer), zip);
    }
  }

  private void files(MyFiles files, ZipOutputStream zip) throws IOException {
    List<String> missing = new ArrayList<>();
    Set<String> names = new HashSet<>();
    String folder = null;
    for (List<MyFile> page = files.first(); !page.isEmpty(); page = files.after(last(page))) {
      for (MyFile file : page) {
        if (!file.number().equals(folder)) {
          folder = file.number();
          names.clear();
        }
        String name = FileName.unlike(names, file.name());
        names.add(name);
        String path = (folder.isEmpty() ? DRAFTS : folder) + "/" + name;
        if (!copy(file, path, zip)) {
          missing.add(path);
        }
      }
    }
    if (!missing.isEmpty()) {
      zip.putNextEntry(new ZipEntry("missing.txt"));
      zip.write(String.join("\n", missing).getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
  }

  private static MyFile last(List<MyFile> page) {
    return page.get(page.size() - 1);
  }

  /** A file that the store has lost does not cost the person all others. */
  private boolean copy(MyFile file, String path, ZipOutputStream zip) throws IOException {
    InputStream content;
    try {
      content = attachments.open(file.id());
    } catch (UncheckedIOException lost) {
      return false;
    }
    try (content) {
      zip.putNextEntry(new ZipEntry(path));
      content.transferTo(zip);
      zip.closeEntry();
    }
    return true;
  }

  /** Stays open when who writes one entry has written it. */
  private static final class Open extends FilterOutputStream {
    private Open(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int many) throws IOException {
      out.write(bytes, from, many); // the inherited one writes byte by byte
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
