package org.guichet.integration.connector.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

class S3EncryptionTest {
  private final PutObjectRequest.Builder put = PutObjectRequest.builder();
  private final CreateMultipartUploadRequest.Builder create =
      CreateMultipartUploadRequest.builder();

  @Test
  void isAskedForInSmallAndLarge() {
    S3Encryption encryption = S3Encryption.of("aws:kms", "key-1");
    encryption.on(put);
    encryption.on(create);

    assertThat(put.build().serverSideEncryptionAsString()).isEqualTo("aws:kms");
    assertThat(put.build().ssekmsKeyId()).isEqualTo("key-1");
    assertThat(create.build().serverSideEncryptionAsString()).isEqualTo("aws:kms");
    assertThat(create.build().ssekmsKeyId()).isEqualTo("key-1");
  }

  @Test
  void isLeftToTheBucketWhenNothingIsSaid() {
    S3Encryption.of("none", null).on(put);

    assertThat(put.build().serverSideEncryption()).isNull();
  }
}
