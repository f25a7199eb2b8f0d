package org.guichet.integration.connector.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Prefixes of a bucket. A small file is one call, a large one goes in pieces; both are seen when
 * they are complete. Never more than one piece is in memory.
 */
final class S3Folders implements FolderStore {
  private static final Logger LOG = System.getLogger(S3Folders.class.getName());

  /** S3 takes no piece below 5 MiB but the last, and no more than 10,000 of them. */
  private static final int PIECE = 8 * 1024 * 1024;

  private static final String SUM = "sha256";

  private final S3Client s3;
  private final String bucket;
  private final String prefix;
  private final S3Encryption encryption;
  private final String webUrl;
  private final boolean repeated;

  S3Folders(
      S3Client s3,
      String bucket,
      String prefix,
      S3Encryption encryption,
      String webUrl,
      boolean repeated) {
    this.s3 = s3;
    this.bucket = bucket;
    this.prefix = prefix == null ? "" : prefix.replaceAll("^/+|/+$", "") + "/";
    this.encryption = encryption;
    this.webUrl = webUrl;
    this.repeated = repeated;
  }

  /** A call of S3. */
  private interface Step<T> {
    T take() throws IOException;
  }

  @Override
  public String path(String folder) {
    return prefix + folder + "/";
  }

  @Override
  public String url(String path) {
    return webUrl == null ? null : Setting.url(webUrl, path) + "/";
  }

  @Override
  public Optional<List<StoredFile>> list(String path) throws IOException {
    return run(
        () -> {
          List<StoredFile> files = new ArrayList<>();
          for (S3Object object :
              s3.listObjectsV2Paginator(all -> all.bucket(bucket).prefix(path)).contents()) {
            String name = object.key().substring(path.length());
            files.add(new StoredFile(name, object.size(), object.lastModified()));
          }
          return files.isEmpty() ? Optional.empty() : Optional.of(files);
        });
  }

  /** A prefix is there as soon as something is in it. */
  @Override
  public void make(String path) {
    // nothing to do
  }

  /** Who puts an object can say what is in it. */
  @Override
  public boolean has(String path, StoredFile there, Upload upload) throws IOException {
    return FolderStore.super.has(path, there, upload)
        && upload.sha256() != null
        && upload
            .sha256()
            .equals(
                run(() -> s3.headObject(head -> head.bucket(bucket).key(path + there.name())))
                    .metadata()
                    .get(SUM));
  }

  @Override
  public void put(String path, Upload upload) throws IOException {
    String key = path + upload.name();
    try (CheckedContent content = upload.open()) {
      run(
          () -> {
            byte[] piece = new byte[lengthOfPiece(upload)];
            int filled = content.readNBytes(piece, 0, piece.length);
            if (filled < PIECE) {
              content.read(); // more than was said is not what was accepted, either
              content.verify();
              s3.putObject(request(key, upload), body(piece, filled));
            } else {
              putInPieces(key, upload, content, piece);
            }
            return null;
          });
    }
  }

  private static int lengthOfPiece(Upload upload) {
    return upload.size() == null ? PIECE : (int) Math.min(PIECE, upload.size());
  }

  private PutObjectRequest request(String key, Upload upload) {
    PutObjectRequest.Builder put =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .contentType(upload.mediaType())
            .metadata(metadata(upload));
    encryption.on(put);
    return put.build();
  }

  private void putInPieces(String key, Upload upload, CheckedContent content, byte[] piece)
      throws IOException {
    CreateMultipartUploadRequest.Builder create =
        CreateMultipartUploadRequest.builder()
            .bucket(bucket)
            .key(key)
            .contentType(upload.mediaType())
            .metadata(metadata(upload));
    encryption.on(create);
    String id = s3.createMultipartUpload(create.build()).uploadId();
    boolean isComplete = false;
    try {
      List<CompletedPart> pieces = sendPieces(key, id, content, piece);
      content.verify();
      s3.completeMultipartUpload(
          complete ->
              complete
                  .bucket(bucket)
                  .key(key)
                  .uploadId(id)
                  .multipartUpload(all -> all.parts(pieces)));
      isComplete = true;
    } finally {
      if (!isComplete) {
        abort(key, id);
      }
    }
  }

  /**
   * The same buffer for all of them: the call of one has ended before the next is read.
   *
   * @param piece filled with the first
   */
  private List<CompletedPart> sendPieces(
      String key, String id, CheckedContent content, byte[] piece) throws IOException {
    List<CompletedPart> pieces = new ArrayList<>();
    int filled = piece.length;
    while (filled > 0) {
      int number = pieces.size() + 1;
      String etag =
          s3.uploadPart(
                  part -> part.bucket(bucket).key(key).uploadId(id).partNumber(number),
                  body(piece, filled))
              .eTag();
      pieces.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
      filled = content.readNBytes(piece, 0, piece.length);
    }
    return pieces;
  }

  private static RequestBody body(byte[] piece, int filled) {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(piece, 0, filled), filled, "application/octet-stream");
  }

  private static Map<String, String> metadata(Upload upload) {
    return upload.sha256() == null ? Map.of() : Map.of(SUM, upload.sha256());
  }

  /** What is not aborted is kept, unseen and paid for. When this fails, the repeat does it. */
  private void abort(String key, String id) {
    boolean isInterrupted = Thread.interrupted(); // the client would not even begin
    try {
      s3.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(id));
    } catch (SdkException e) {
      LOG.log(Level.DEBUG, "An upload of {0} cannot be aborted: {1}", key, e.getMessage());
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Only a repeat can have left something. Where we may not look for it, a rule of the bucket must.
   */
  @Override
  public void tidy(String path, List<StoredFile> files) throws IOException {
    if (!repeated) {
      return;
    }
    try {
      s3.listMultipartUploads(all -> all.bucket(bucket).prefix(path))
          .uploads()
          .forEach(open -> abort(open.key(), open.uploadId()));
    } catch (S3Exception e) {
      LOG.log(Level.DEBUG, "Unfinished uploads of {0} cannot be listed: {1}", path, e.getMessage());
    } catch (SdkException e) {
      throw S3Failures.of(e);
    }
  }

  @Override
  public void probe() throws IOException {
    run(
        () ->
            s3.listObjectsV2(
                ListObjectsV2Request.builder().bucket(bucket).prefix(prefix).maxKeys(1).build()));
  }

  private static <T> T run(Step<T> step) throws IOException {
    try {
      return step.take();
    } catch (SdkException e) {
      throw S3Failures.of(e);
    }
  }

  @Override
  public void close() {
    s3.close();
  }
}
