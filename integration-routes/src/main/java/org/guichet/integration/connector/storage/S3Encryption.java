package org.guichet.integration.connector.storage;

import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * How the server is asked to encrypt what it keeps.
 *
 * @param kind null: as the bucket is set up
 * @param kmsKey null: the account's own key
 */
record S3Encryption(ServerSideEncryption kind, String kmsKey) {

  static S3Encryption of(String kind, String kmsKey) {
    boolean isAsked = kind != null && !kind.equals("none");
    return new S3Encryption(isAsked ? ServerSideEncryption.fromValue(kind) : null, kmsKey);
  }

  void on(PutObjectRequest.Builder put) {
    if (kind != null) {
      put.serverSideEncryption(kind).ssekmsKeyId(kmsKey);
    }
  }

  void on(CreateMultipartUploadRequest.Builder create) {
    if (kind != null) {
      create.serverSideEncryption(kind).ssekmsKeyId(kmsKey);
    }
  }
}
