package io.github.fleetmigrate.tui.model;

/**
 * A key as a person means it.
 *
 * @param character for {@link Name#CHARACTER}; else a blank
 */
public record Key(Name name, char character) {
  /** Keys that have a name. */
  public enum Name {
    UP,
    DOWN,
    LEFT,
    RIGHT,
    PAGE_UP,
    PAGE_DOWN,
    HOME,
    END,
    ENTER,
    SPACE,
    TAB,
    BACK_TAB,
    ESCAPE,
    BACKSPACE,
    INTERRUPT,
    CHARACTER
  }

  public static Key of(Name name) {
    return new Key(name, ' ');
  }

  public static Key of(char character) {
    return new Key(Name.CHARACTER, character);
  }

  /** Whether it moves a cursor and does nothing else. */
  boolean moves() {
    return switch (name) {
      case UP, DOWN, LEFT, RIGHT, PAGE_UP, PAGE_DOWN, HOME, END -> true;
      default -> false;
    };
  }

  public boolean is(char c) {
    return name == Name.CHARACTER && character == c;
  }
}
