package org.guichet.portal.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.guichet.request.RequestFilter.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ListPlaceTest {
  @Test
  void aPlaceKeepsItsMicroseconds() {
    UUID id = UUID.randomUUID();

    assertThat(ListPlace.parse("2026-11-21T10:12:00.123456Z_" + id))
        .isEqualTo(new Position(Instant.parse("2026-11-21T10:12:00.123456Z"), id));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"_", "yesterday_here", "2026-11-21T10:12:00Z", "2026-11-21T10:12:00Z_x"})
  void anAddressThatMakesNoSenseBeginsAtTheTop(String place) {
    assertThat(ListPlace.parse(place)).isNull();
  }
}
