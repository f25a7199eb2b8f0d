package org.guichet.portal.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PieceFolderTest {
  private static final String CAMILLE = UUID.randomUUID().toString();
  private static final String NADIA = UUID.randomUUID().toString();
  private static final Instant NOW = Instant.now();

  @TempDir Path root;
  private PieceFolder folder;

  @BeforeEach
  void start() {
    folder = new PieceFolder(root);
  }

  private Path piece(String person, String file, Instant at) throws IOException {
    Path pieces = Files.createDirectories(folder.of(person).resolve(PieceFolder.name(file)));
    Path piece = Files.write(pieces.resolve("0"), new byte[100]);
    Files.setLastModifiedTime(piece, FileTime.from(at));
    Files.setLastModifiedTime(pieces, FileTime.from(at));
    return piece;
  }

  @Test
  void eachPersonHasAFolderAndSumOfHisOwn() throws IOException {
    piece(CAMILLE, "film", NOW);
    piece(CAMILLE, "photograph", NOW);
    piece(NADIA, "film", NOW);

    assertThat(folder.of(CAMILLE)).isNotEqualTo(folder.of(NADIA));
    assertThat(folder.bytes(CAMILLE)).isEqualTo(200);
    assertThat(folder.bytes(NADIA)).isEqualTo(100);
    assertThatThrownBy(() -> folder.of("../..")).isInstanceOf(IllegalArgumentException.class);
    assertThat(PieceFolder.name("../../etc")).matches("[0-9a-f-]{36}");
  }

  @Test
  void whatNobodyCameBackToIsSwept() throws IOException {
    Path old = piece(CAMILLE, "old", NOW.minusSeconds(7_200));
    Path fresh = piece(CAMILLE, "fresh", NOW);

    folder.sweep(NOW.minusSeconds(3_600));

    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
    folder.sweep(Instant.now().plusSeconds(1));
    assertThat(root).as("all too old by then").isEmptyDirectory();
    assertThat(fresh).doesNotExist();
  }

  @Test
  void aFileSaysHowLargeItWillBe() {
    assertThat(ReceivePieces.total("bytes 0-1999999/5000000")).isEqualTo(5_000_000);
    assertThat(ReceivePieces.total("bytes 0-1999999/*")).isEqualTo(Long.MAX_VALUE);
  }
}
