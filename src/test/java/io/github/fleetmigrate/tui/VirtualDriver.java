package io.github.fleetmigrate.tui;

import com.googlecode.lanterna.input.KeyType;
import io.github.fleetmigrate.tui.model.Key.Name;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** On a terminal in memory. */
final class VirtualDriver implements Driver {
  private final ScriptedEngine engine;
  private final VirtualWizard wizard;

  VirtualDriver(Scenario scenario, int columns, int rows) throws IOException {
    engine = ScriptedEngine.as(scenario.engine());
    wizard = new VirtualWizard(engine, columns, rows, true, (name, text) -> Optional.of(Scenario.edited(text)));
  }

  @Override
  public void press(Name key) {
    if (key == Name.SPACE) {
      wizard.type(" ");
    } else {
      wizard.press(type(key));
    }
  }

  private static KeyType type(Name key) {
    return switch (key) {
      case UP -> KeyType.ArrowUp;
      case DOWN -> KeyType.ArrowDown;
      case LEFT -> KeyType.ArrowLeft;
      case RIGHT -> KeyType.ArrowRight;
      case PAGE_UP -> KeyType.PageUp;
      case PAGE_DOWN -> KeyType.PageDown;
      case HOME -> KeyType.Home;
      case END -> KeyType.End;
      case ENTER -> KeyType.Enter;
      case TAB -> KeyType.Tab;
      case BACK_TAB -> KeyType.ReverseTab;
      case ESCAPE -> KeyType.Escape;
      case BACKSPACE -> KeyType.Backspace;
      default -> throw new IllegalArgumentException(key.name());
    };
  }

  @Override
  public void type(String text) {
    wizard.type(text);
  }

  @Override
  public void size(int columns, int rows) {
    wizard.resize(columns, rows);
  }

  @Override
  public void becomes(String screen, String after) {
    String wanted = Driver.plain(screen);
    wizard.until(s -> Driver.plain(s).equals(wanted), "screen after " + after + " as\n" + wanted + "\n");
  }

  @Override
  public void hasAsked(List<String> commands) {
    wizard.until(s -> engine.asked().stream().map(Object::toString).toList().equals(commands), "command of " + commands);
  }

  @Override
  public boolean open() {
    return wizard.open();
  }

  @Override
  public void close() {
    wizard.close();
  }
}
