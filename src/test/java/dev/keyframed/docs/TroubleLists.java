package dev.keyframed.docs;

import dev.keyframed.port.TroubleReporter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Gathers the reasons of troubles that are reported, and reads those that the pages list. */
public final class TroubleLists implements TroubleReporter {
  private final Map<Party, Set<String>> told = new EnumMap<>(Party.class);

  @Override
  public void begins(Party with, String reason, String words) {
    told.computeIfAbsent(with, first -> new TreeSet<>()).add(reason);
  }

  @Override
  public void ends(Party with, String reason) {}

  /** Returns the reasons that were reported. */
  public Set<String> told(Party with) {
    return told.getOrDefault(with, Set.of());
  }

  /** Returns the reasons that the page of metrics lists. */
  public static List<String> listed(Party with) {
    Table all = Page.of("metrics.md").section("Troubles").table("`with`");
    return all.rows().stream()
        .filter(row -> row.get(0).equals("`" + with.label() + "`"))
        .map(row -> Table.codes(row.get(1)).get(0))
        .toList();
  }

  /** Returns the reasons that the page of operations lists. */
  static List<String> listedForOperators(Party with) {
    String section =
        switch (with) {
          case PROVIDER -> "Troubles with the provider";
          case REDIS -> "Troubles with Redis";
          case STORAGE -> "Troubles with storage";
          case CALLBACK -> "Troubles with callbacks";
        };
    return Page.of("operations.md").section(section).names("`reason`");
  }
}
