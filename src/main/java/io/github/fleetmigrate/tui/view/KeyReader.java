package io.github.fleetmigrate.tui.view;

import com.googlecode.lanterna.input.KeyStroke;
import io.github.fleetmigrate.tui.model.Key;
import java.util.Optional;

/** From Lanterna's key strokes to keys as the model knows them. */
final class KeyReader {
  private KeyReader() {}

  static Optional<Key> key(KeyStroke stroke) {
    return switch (stroke.getKeyType()) {
      case ArrowUp -> Optional.of(Key.of(Key.Name.UP));
      case ArrowDown -> Optional.of(Key.of(Key.Name.DOWN));
      case ArrowLeft -> Optional.of(Key.of(Key.Name.LEFT));
      case ArrowRight -> Optional.of(Key.of(Key.Name.RIGHT));
      case PageUp -> Optional.of(Key.of(Key.Name.PAGE_UP));
      case PageDown -> Optional.of(Key.of(Key.Name.PAGE_DOWN));
      case Home -> Optional.of(Key.of(Key.Name.HOME));
      case End -> Optional.of(Key.of(Key.Name.END));
      case Enter -> Optional.of(Key.of(Key.Name.ENTER));
      case Tab -> Optional.of(Key.of(Key.Name.TAB));
      case ReverseTab -> Optional.of(Key.of(Key.Name.BACK_TAB));
      case Escape -> Optional.of(Key.of(Key.Name.ESCAPE));
      case Backspace, Delete -> Optional.of(Key.of(Key.Name.BACKSPACE));
      case Character -> character(stroke);
      default -> Optional.empty();
    };
  }

  private static Optional<Key> character(KeyStroke stroke) {
    char c = stroke.getCharacter();
    if (stroke.isCtrlDown()) {
      return c == 'c' ? Optional.of(Key.of(Key.Name.INTERRUPT)) : Optional.empty();
    }
    if (stroke.isAltDown()) {
      return Optional.empty();
    }
    return c == ' ' ? Optional.of(Key.of(Key.Name.SPACE)) : Optional.of(Key.of(c));
  }
}
