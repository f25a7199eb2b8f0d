package org.guichet.integration.connector.storage;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.guichet.integration.connector.AttachedFiles;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Storage that speaks S3 (AWS Signature Version 4), as {@code #s3}. */
@ApplicationScoped
@Named("s3")
public class S3 extends Storage {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** What the machine's user may have set up for other programs is none of our business. */
  private static final ProfileFile NO_PROFILE = ProfileFile.aggregator().build();

  private SdkHttpClient http;

  protected S3() {}

  @Inject
  public S3(AttachedFiles attachments) {
    super(attachments);
    // Java's own client loses an answer that comes before the content was sent.
    this.http =
        Apache5HttpClient.builder()
            .connectionTimeout(CONNECT)
            .connectionAcquisitionTimeout(CONNECT)
            .socketTimeout(ANSWER)
            .maxConnections(100)
            .build();
  }

  @PreDestroy
  public void close() {
    http.close();
  }

  @Override
  FolderStore open(Exchange call) {
    return new S3Folders(
        client(call),
        Setting.of(call, "bucket"),
        Setting.of(call, "prefix"),
        S3Encryption.of(Setting.of(call, "encryption"), Setting.of(call, "kmsKey")),
        Setting.of(call, "webUrl"),
        Boolean.TRUE.equals(call.getProperty("repeated", Boolean.class)));
  }

  private S3Client client(Exchange call) {
    S3ClientBuilder client =
        S3Client.builder()
            .region(Region.of(Setting.of(call, "region")))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        Setting.of(call, "accessKey"), Setting.of(call, "secretKey"))))
            .forcePathStyle(Boolean.parseBoolean(Setting.of(call, "pathStyle")))
            // Each piece is signed as a whole, which all servers check; newer sums only some know.
            .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClient(http)
            .overrideConfiguration(
                configuration ->
                    configuration
                        .retryStrategy(AwsRetryStrategy.doNotRetry()) // the ledger alone repeats
                        .defaultProfileFile(NO_PROFILE));
    String endpoint = Setting.of(call, "endpoint");
    if (endpoint != null) {
      client.endpointOverride(URI.create(endpoint));
    }
    return client.build();
  }
}
