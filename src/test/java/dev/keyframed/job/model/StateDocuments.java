package dev.keyframed.job.model;

import dev.keyframed.job.State;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the drawing of the states and the table of the events, from the collected transitions. */
final class StateDocuments {
  private static final String NOTED = "noted";

  private final ExploredTransitions seen;

  StateDocuments(ExploredTransitions seen) {
    this.seen = seen;
  }

  /** Returns the drawing; every arrow names the events that were observed to take it. */
  String drawing() {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "```mermaid",
                "stateDiagram-v2",
                "  [*] --> queued: admitted",
                "  [*] --> rejected: refused at admission"));
    for (State from : State.values()) {
      for (State to : State.values()) {
        String events = from == to ? "" : String.join(", ", kinds(from, to));
        if (!events.isEmpty()) {
          lines.add("  " + from.label() + " --> " + to.label() + ": " + events);
        }
      }
    }
    lines.add("```");
    return String.join("\n", lines) + "\n";
  }

  private Set<String> kinds(State from, State to) {
    return seen.events().stream()
        .filter(event -> seen.after(from, event).contains(to))
        .map(event -> event.replaceFirst(" .*", ""))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Returns the table: a row for each event, a column for each state in which any event has an
   * effect.
   */
  String table() {
    List<State> columns =
        Stream.of(State.values())
            .filter(
                state -> seen.events().stream().anyMatch(one -> !seen.after(state, one).isEmpty()))
            .toList();
    List<String> lines = new ArrayList<>();
    lines.add(row("event", columns.stream().map(State::label)));
    lines.add(row("---", columns.stream().map(state -> "---")));
    for (String event : seen.events()) {
      lines.add(row("`" + event + "`", columns.stream().map(state -> cell(state, event))));
    }
    return String.join("\n", lines) + "\n";
  }

  private String cell(State state, String event) {
    return seen.after(state, event).stream()
        .map(next -> next == state ? NOTED : next.label())
        .collect(Collectors.joining(", "));
  }

  private static String row(String first, Stream<String> cells) {
    return Stream.concat(Stream.of(first), cells).collect(Collectors.joining(" | ", "| ", " |"));
  }
}
