package org.guichet.integration.connector.storage;

import java.io.IOException;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What S3's error codes mean to a delivery. */
final class S3Failures {
  private static final Set<String> CREDENTIALS =
      Set.of(
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "InvalidToken",
          "ExpiredToken",
          "AccountProblem");

  /** Somebody must put it right there or in the connector; the deliveries can wait for that. */
  private static final Set<String> SET_UP =
      Set.of(
          "AccessDenied",
          "AllAccessDisabled",
          "AuthorizationHeaderMalformed",
          "NoSuchBucket",
          "PermanentRedirect",
          "RequestTimeTooSkewed",
          "NoSuchUpload");

  private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429);

  private S3Failures() {}

  static IOException of(SdkException failure) {
    if (!(failure instanceof S3Exception refused)) {
      return new IOException(failure); // the network's own failure is its cause
    }
    String code = refused.awsErrorDetails() == null ? "" : refused.awsErrorDetails().errorCode();
    String says = says(refused, code);
    int status = refused.statusCode();
    if (CREDENTIALS.contains(code) || status == 401) {
      return StoreProblem.credentials(says, refused);
    }
    return status >= 500 || status < 400 || PASSING.contains(status) || SET_UP.contains(code)
        ? StoreProblem.later(says, refused)
        : StoreProblem.refused(says, refused);
  }

  /** Without the request's id and the signature that some servers repeat. */
  private static String says(S3Exception refused, String code) {
    String message =
        refused.awsErrorDetails() == null ? null : refused.awsErrorDetails().errorMessage();
    return (code + ": " + (message == null ? "status " + refused.statusCode() : message))
        .replaceAll("^: ", "");
  }
}
