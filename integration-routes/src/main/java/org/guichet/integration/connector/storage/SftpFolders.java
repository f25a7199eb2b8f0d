package org.guichet.integration.connector.storage;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.ChannelSftp.LsEntry;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guichet.integration.connector.AttachedFiles;

/** Folders below one folder of the server. A file is renamed when it is complete. */
final class SftpFolders implements FolderStore {
  private final Session session;
  private final ChannelSftp channel;
  private final String folder;
  private final String webUrl;

  SftpFolders(Session session, ChannelSftp channel, String folder, String webUrl) {
    this.session = session;
    this.channel = channel;
    this.folder = folder == null ? "" : folder.replaceAll("/+$", "") + "/";
    this.webUrl = webUrl;
  }

  /** A step on the channel. */
  private interface Step<T> {
    T take() throws SftpException;
  }

  @Override
  public String path(String name) {
    return folder + name;
  }

  @Override
  public String url(String path) {
    return Setting.url(webUrl, path.substring(path.lastIndexOf('/') + 1));
  }

  @Override
  public Optional<List<StoredFile>> list(String path) throws IOException {
    List<StoredFile> files = new ArrayList<>();
    try {
      channel.ls(
          path,
          entry -> {
            if (!entry.getAttrs().isDir()) {
              files.add(stored(entry));
            }
            return ChannelSftp.LsEntrySelector.CONTINUE;
          });
      return Optional.of(files);
    } catch (SftpException e) {
      if (e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) {
        return Optional.empty();
      }
      throw failed(e);
    }
  }

  private static StoredFile stored(LsEntry entry) {
    return new StoredFile(
        entry.getFilename(),
        entry.getAttrs().getSize(),
        Instant.ofEpochSecond(entry.getAttrs().getMTime() & 0xFFFFFFFFL));
  }

  @Override
  public void make(String path) throws IOException {
    try {
      channel.mkdir(path);
    } catch (SftpException e) {
      if (list(path).isEmpty()) { // else somebody was faster, and it is there
        throw e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE
            ? StoreProblem.later("Its folder is not there: make it, or correct the folder.", e)
            : failed(e);
      }
    }
  }

  @Override
  public void put(String path, Upload upload) throws IOException {
    String part = path + "/" + PartName.of(upload.name());
    String target = path + "/" + upload.name();
    try (CheckedContent content = upload.open()) {
      run(
          () -> {
            channel.put(content, part);
            return null;
          });
      content.verify();
      requireComplete(part, content.count());
    } catch (AttachedFiles.ContentMissing e) {
      run(() -> remove(part));
      throw e;
    }
    run(() -> replace(part, target));
  }

  private void requireComplete(String part, long size) throws IOException {
    long arrived = run(() -> channel.stat(part)).getSize();
    if (arrived != size) {
      throw StoreProblem.later("It kept " + arrived + " of " + size + " bytes.", null);
    }
  }

  /** In one step where the server can; plain SFTP renames nothing onto a name that is taken. */
  private Void replace(String part, String target) throws SftpException {
    try {
      channel.rename(part, target);
    } catch (SftpException e) {
      if (e.id != ChannelSftp.SSH_FX_FAILURE) {
        throw e;
      }
      remove(target);
      channel.rename(part, target);
    }
    return null;
  }

  private Void remove(String file) throws SftpException {
    channel.rm(file);
    return null;
  }

  @Override
  public void tidy(String path, List<StoredFile> files) throws IOException {
    for (StoredFile file : files) {
      if (file.isPart()) {
        run(() -> remove(path + "/" + file.name()));
      }
    }
  }

  @Override
  public void probe() throws IOException {
    if (list(folder.isEmpty() ? "." : folder).isEmpty()) {
      throw StoreProblem.later("Its folder is not there: make it, or correct the folder.", null);
    }
  }

  private static <T> T run(Step<T> step) throws IOException {
    try {
      return step.take();
    } catch (SftpException e) {
      throw failed(e);
    }
  }

  private static IOException failed(SftpException e) {
    return switch (e.id) {
      case ChannelSftp.SSH_FX_PERMISSION_DENIED ->
          StoreProblem.later("Our account may not do this there: " + e.getMessage() + ".", e);
      case ChannelSftp.SSH_FX_NO_SUCH_FILE ->
          StoreProblem.later("The folder went away meanwhile.", e);
      default -> new IOException(e);
    };
  }

  @Override
  public void close() {
    channel.disconnect();
    session.disconnect();
  }
}
