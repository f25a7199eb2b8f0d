package org.guichet.integration.connector.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3FailuresTest {

  @ParameterizedTest
  @CsvSource({
    "403, SignatureDoesNotMatch, credentials",
    "403, InvalidAccessKeyId, credentials",
    "400, ExpiredToken, credentials",
    "403, AccessDenied, later",
    "404, NoSuchBucket, later",
    "301, PermanentRedirect, later",
    "503, SlowDown, later",
    "409, OperationAborted, later",
    "400, EntityTooLarge, refused",
    "400, KeyTooLongError, refused"
  })
  void aCodeSaysWhatToDo(int status, String code, String kind) {
    IOException failure =
        S3Failures.of(
            (S3Exception)
                S3Exception.builder()
                    .statusCode(status)
                    .awsErrorDetails(
                        AwsErrorDetails.builder().errorCode(code).errorMessage("No.").build())
                    .build());

    assertThat(((StoreProblem) failure).json())
        .isEqualTo("{\"problem\":{\"kind\":\"" + kind + "\",\"says\":\"" + code + ": No.\"}}");
  }

  @Test
  void theNetworkSpeaksForItself() {
    IOException failure =
        S3Failures.of(
            SdkClientException.create("no", new SocketTimeoutException("Read timed out")));

    assertThat(failure).hasRootCauseInstanceOf(SocketTimeoutException.class);
  }
}
