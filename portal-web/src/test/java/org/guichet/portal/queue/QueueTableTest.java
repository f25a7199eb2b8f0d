package org.guichet.portal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a spreadsheet makes of our cells. */
class QueueTableTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Instant NOON = Instant.parse("2026-11-30T11:00:00Z");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private static void write(QueueTable table, Object... cells) throws IOException {
    table.head(List.of("Number", "Subject"));
    table.row(Arrays.asList(cells));
    table.end();
  }

  private String sheet(Path folder) throws IOException {
    Path file = Files.write(folder.resolve("queue.xlsx"), out.toByteArray());
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return new String(
          zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")).readAllBytes(),
          StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"})
  void noCellOfACsvIsAFormula(String text) throws IOException {
    write(new CsvTable(out, PARIS), text, 3);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("\uFEFFNumber,Subject\r\n")
        .contains("'" + text.substring(0, 1));
  }

  @Test
  void aCsvWritesMomentsAsTheReaderSeesThemAndNothingForNothing() throws IOException {
    write(new CsvTable(out, PARIS), NOON, null, 3);

    assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("2026-11-30 12:00,,3\r\n");
  }

  @Test
  void theCellsOfAWorkbookHaveTheirTypesAndAFormulaIsText(@TempDir Path folder) throws IOException {
    write(new XlsxTable(out, "Queues", PARIS), "=1+1", NOON, null, 3);

    assertThat(sheet(folder))
        .contains("t=\"inlineStr\"", ">=1+1<", "<v>3</v>", "<v>46356.5</v>")
        .doesNotContain("<f>");
  }

  @Test
  void aHundredThousandRowsDoNotStayInMemory() throws IOException {
    QueueTable table = new XlsxTable(OutputStream.nullOutputStream(), "Queues", PARIS);
    table.head(List.of("Number", "Subject"));
    long before = 0;
    for (int i = 0; i < 100_000; i++) {
      table.row(List.of("R-2026-" + i, "A subject of its own, as long as they are " + i, NOON, i));
      if (i == 20_000) {
        before = used();
      }
    }
    long grown = used() - before;
    table.end();

    assertThat(grown).as("bytes for 80,000 rows").isLessThan(4_000_000);
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
