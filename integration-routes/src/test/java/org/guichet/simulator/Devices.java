package org.guichet.simulator;

import jakarta.json.JsonObject;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What the company has sold to each of its customers, or looks after. */
final class Devices {
  private static final int MOST = 20;

  private static final Map<String, List<Device>> OF_CUSTOMERS =
      Map.of(
          "cabinet-moreau",
              List.of(
                  new Device("D-1041", "ThinkPad T14 Gen 4", "PF4K7Q2M"),
                  new Device("D-1042", "ThinkPad T14 Gen 4", "PF4K7Q9B"),
                  new Device("D-1057", "ThinkPad P16 (drawing office)", "PF5A11WD"),
                  new Device("D-1088", "Dell Precision 3680", "7GQX4Z3"),
                  new Device("D-1103", "EIZO FlexScan EV2740X", "62019124"),
                  new Device("D-1104", "EIZO FlexScan EV2740X", "62019131"),
                  new Device("D-1129", "HP DesignJet T650 plotter", "CN3BM2H05T"),
                  new Device("D-1130", "Imprimante Brother HL-L8260 de l’étage", "E78283K2N"),
                  new Device("D-1166", "iPhone 15 (réception)", "F17LQ9XKP7"),
                  new Device("D-1171", "Synology DS923+", "2280SBRK9X")),
          "atelier-nord",
              List.of(
                  new Device("D-2007", "MacBook Pro 14 (M3)", "C02ZK3QVMD"),
                  new Device("D-2008", "MacBook Air 13 (M2)", "FVFH90A1Q6"),
                  new Device("D-2031", "Wacom Cintiq 22", "3CQ01A9004"),
                  new Device("D-2044", "Epson EcoTank ET-16650", "X9DR004417"),
                  new Device("D-2052", "Zebra ZD421 label printer", "D6J231802")));

  private Devices() {}

  private record Device(String id, String name, String serial) {
    private boolean has(String words) {
      return Stream.of(plain(words).split(" ")).allMatch(plain(name + " " + serial)::contains);
    }

    private JsonObject toJson() {
      return JsonText.object().add("id", id).add("name", name).add("serial", serial).build();
    }
  }

  /** Those of a customer that have all these words, whatever their accents and case. */
  static List<JsonObject> find(String customer, String words) {
    return OF_CUSTOMERS.getOrDefault(String.valueOf(customer), List.of()).stream()
        .filter(device -> device.has(words == null ? "" : words))
        .limit(MOST)
        .map(Device::toJson)
        .toList();
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .strip();
  }
}
