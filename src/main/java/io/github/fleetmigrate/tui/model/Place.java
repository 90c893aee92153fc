package io.github.fleetmigrate.tui.model;

/**
 * Where the person is.
 *
 * @param phase for {@link Screen#PHASE} its number; else 0
 * @param cursor the line that is chosen
 * @param shift how many cells a diff or a log is scrolled sideways
 * @param host the host that is chosen or looked at; null for none
 */
public record Place(Screen screen, int phase, View view, int cursor, int shift, String host) {
  /** What fills the right side. */
  public enum Screen {
    SURVEY,
    DECISIONS,
    PHASE,
    ROLLOUT,
    DONE
  }

  /** What is shown of a phase, or of the rollout. */
  public enum View {
    STEPS,
    DIFF,
    LOG,
    /** Every host of the verification. */
    HOSTS,
    /** All that is known of one host. */
    HOST
  }

  static Place survey() {
    return new Place(Screen.SURVEY, 0, View.STEPS, 0, 0, null);
  }

  static Place decisions() {
    return new Place(Screen.DECISIONS, 0, View.STEPS, 0, 0, null);
  }

  static Place phase(int number) {
    return new Place(Screen.PHASE, number, View.STEPS, 0, 0, null);
  }

  static Place rollout() {
    return new Place(Screen.ROLLOUT, 0, View.STEPS, 0, 0, null);
  }

  static Place done() {
    return new Place(Screen.DONE, 0, View.STEPS, 0, 0, null);
  }

  Place at(int line) {
    return new Place(screen, phase, view, Math.max(0, line), shift, host);
  }

  Place with(View other) {
    return new Place(screen, phase, other, 0, 0, host);
  }

  Place shifted(int cells) {
    return new Place(screen, phase, view, cursor, Math.max(0, cells), host);
  }

  Place on(String chosen) {
    return new Place(screen, phase, view, cursor, shift, chosen);
  }
}
