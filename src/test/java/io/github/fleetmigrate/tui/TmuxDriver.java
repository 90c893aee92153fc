package io.github.fleetmigrate.tui;

import io.github.fleetmigrate.tui.model.Key.Name;
import io.github.fleetmigrate.wizard.Tmux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** On a real terminal. */
final class TmuxDriver implements Driver {
  private final Path asked;
  private final Tmux terminal;

  /** @param folder an empty one, for what the engine is asked */
  TmuxDriver(Scenario scenario, int columns, int rows, Path folder) throws IOException, InterruptedException {
    asked = folder.resolve("asked");
    String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    terminal =
        new Tmux(
            columns,
            rows,
            folder,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8",
                "-cp", classes, ScriptedMain.class.getName(), scenario.engine(), asked.toString()));
  }

  @Override
  public void press(Name key) throws Exception {
    terminal.keys(
        switch (key) {
          case UP -> "Up";
          case DOWN -> "Down";
          case LEFT -> "Left";
          case RIGHT -> "Right";
          case PAGE_UP -> "PPage";
          case PAGE_DOWN -> "NPage";
          case HOME -> "Home";
          case END -> "End";
          case ENTER -> "Enter";
          case SPACE -> "Space";
          case TAB -> "Tab";
          case BACK_TAB -> "BTab";
          case ESCAPE -> "Escape";
          case BACKSPACE -> "BSpace";
          default -> throw new IllegalArgumentException(key.name());
        });
  }

  @Override
  public void type(String text) throws Exception {
    terminal.keys("-l", text);
  }

  @Override
  public void size(int columns, int rows) throws Exception {
    terminal.resize(columns, rows);
  }

  @Override
  public void becomes(String screen, String after) throws Exception {
    String wanted = Driver.plain(screen);
    terminal.waitUntil(s -> Driver.plain(s).equals(wanted), "the screen after " + after + " as\n" + wanted + "\n");
  }

  @Override
  public void hasAsked(List<String> commands) throws Exception {
    String wanted = String.join("\n", commands) + "\n";
    terminal.waitUntil(s -> noted().equals(wanted), "the engine to be asked " + commands);
  }

  private String noted() {
    try {
      return Files.exists(asked) ? Files.readString(asked) : "";
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public boolean open() throws Exception {
    return !terminal.screen().contains("exit code");
  }

  @Override
  public void close() throws IOException {
    terminal.close();
  }
}
