package io.github.fleetmigrate.tui.view;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import com.googlecode.lanterna.input.MouseAction;
import com.googlecode.lanterna.screen.Screen;
import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.Engine;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.engine.Problem;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.tui.model.Effect;
import io.github.fleetmigrate.tui.model.Frame;
import io.github.fleetmigrate.tui.model.Presenter;
import io.github.fleetmigrate.tui.model.Step;
import io.github.fleetmigrate.tui.model.Window;
import io.github.fleetmigrate.tui.model.Wizard;
import io.github.fleetmigrate.tui.model.WizardEvent;
import io.github.fleetmigrate.tui.model.WizardModel;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the wizard on a screen: keys and the engine's events go into one queue, the model answers each, and what it shows
 * is drawn when the queue is empty. The engine works on a thread of its own, so the keyboard never waits for it.
 */
public final class TerminalWizard {
  private static final Logger LOG = LoggerFactory.getLogger(TerminalWizard.class);
  /** How long the loop waits for something to happen before it looks at the keyboard again, in milliseconds. */
  private static final long POLL = 12;

  private static final Duration TICK = Duration.ofMillis(200);
  /**
   * A wait for an event that takes longer than this, and not {@link #POLL}, means that the process was stopped by a signal that
   * Java cannot hear: somebody else may have had the terminal.
   */
  private static final Duration STOPPED = Duration.ofMillis(150);

  private static final long PATIENCE_SECONDS = 10;

  private final Engine engine;
  private final Screen screen;
  private final WizardOptions options;
  private Colors colors;
  private final LinkedBlockingQueue<WizardEvent> events = new LinkedBlockingQueue<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "engine");
            thread.setDaemon(true);
            return thread;
          });
  private final long opened = System.nanoTime();
  private WizardModel model;
  private Cancellation current = new Cancellation();
  private boolean leaving;
  private boolean mouse;

  private TerminalWizard(Engine engine, Screen screen, WizardOptions options) {
    this.engine = engine;
    this.screen = screen;
    this.options = options;
    this.colors = new Colors(options.colored(), options.background());
    this.mouse = options.mouse();
  }

  /** Runs the wizard until the person leaves, and gives the screen back as it was. Returns the exit code. */
  public static int run(Engine engine, Screen screen, WizardOptions options) throws IOException {
    TerminalWizard wizard = new TerminalWizard(engine, screen, options);
    options.hold().mouse(options.mouse());
    screen.startScreen();
    options.questions().on(wizard.events::add);
    try {
      wizard.loop();
    } finally {
      options.questions().on(null);
      String farewell = Wizard.farewell(wizard.model);
      wizard.stop();
      screen.stopScreen();
      if (!farewell.isEmpty()) {
        options.farewell().accept(farewell);
      }
    }
    return options.signal().isCancelled() ? ExitStatus.INTERRUPTED.code() : ExitStatus.DONE.code();
  }

  private void loop() throws IOException {
    screen.setCursorPosition(null);
    take(Wizard.open(options.level(), options.about()));
    sized();
    draw(true);
    if (options.colored() && options.background() == Background.UNKNOWN) {
      options.hold().askBackground();
    }
    long ticked = System.nanoTime();
    while (!leaving && !options.signal().isCancelled()) {
      boolean changed = keys();
      long waited = System.nanoTime();
      // Whoever pressed a key waits for nothing else.
      WizardEvent event = changed ? events.poll() : next();
      boolean woken = System.nanoTime() - waited > STOPPED.toNanos();
      if (woken) {
        options.hold().comeBack();
      }
      while (event != null) {
        take(Wizard.reduce(model, event));
        changed = true;
        event = events.poll();
      }
      long now = System.nanoTime();
      if (now - ticked > TICK.toNanos()) {
        ticked = now;
        // Also where nothing runs: what begins next is timed from its beginning.
        take(Wizard.reduce(model, new WizardEvent.Tick(Duration.ofNanos(now - opened))));
        changed |= model.running();
      }
      TerminalSize resized = screen.doResizeIfNecessary();
      if (resized != null) {
        sized();
      }
      if (changed || resized != null || woken) {
        draw(resized != null || woken);
      }
    }
  }

  private WizardEvent next() {
    try {
      return events.poll(POLL, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      leaving = true;
      return null;
    }
  }

  private boolean keys() throws IOException {
    boolean any = false;
    KeyStroke stroke = screen.pollInput();
    while (stroke != null && !leaving) {
      any = true;
      if (stroke.getKeyType() == KeyType.EOF) {
        leaving = true;
        return true;
      }
      if (stroke.isCtrlDown() && stroke.getCharacter() != null && stroke.getCharacter() == 'l') {
        draw(true);
      } else if (stroke.isCtrlDown() && stroke.getCharacter() != null && stroke.getCharacter() == 'z') {
        away(options.hold()::stopProcess);
      } else if (stroke instanceof BackgroundAnswer.Told told) {
        colors = new Colors(options.colored(), told.background());
      } else if (stroke instanceof MouseAction action) {
        pointed(action);
      } else {
        var key = KeyReader.key(stroke);
        if (key.isPresent()) {
          take(Wizard.reduce(model, new WizardEvent.Pressed(key.get())));
        }
      }
      stroke = screen.pollInput();
    }
    return any;
  }

  private void take(Step step) throws IOException {
    model = step.model();
    for (Effect effect : step.effects()) {
      if (effect instanceof Effect.Run run) {
        start(run.command());
      } else if (effect instanceof Effect.Cancel) {
        current.cancel();
      } else if (effect instanceof Effect.Edit edit) {
        edit(edit);
      } else if (effect instanceof Effect.Reply reply) {
        options.questions().answered(reply.text());
      } else if (effect instanceof Effect.Mouse) {
        mouse = !mouse;
        options.hold().mouse(mouse);
      } else {
        leaving = true;
      }
    }
  }

  private void start(Command command) {
    Cancellation cancellation = new Cancellation();
    current = cancellation;
    worker.execute(
        () -> {
          try {
            engine.execute(command, event -> events.add(new WizardEvent.Engine(event)), cancellation);
          } catch (RuntimeException | Error e) {
            // An error too: whoever sits there is to read of it, and to leave with the terminal as it was.
            LOG.error("{} failed", command, e);
            Problem problem =
                new Problem(
                    ExitStatus.CHECK_FAILED,
                    "an error of the program: " + e,
                    "what was done is safe and can be resumed; the log has the details",
                    null);
            events.add(new WizardEvent.Engine(new EngineEvent.Failed(null, problem)));
            events.add(new WizardEvent.Engine(new EngineEvent.Finished(problem.status(), problem.message())));
          }
        });
  }

  private void edit(Effect.Edit edit) throws IOException {
    AtomicReference<String> text = new AtomicReference<>();
    away(
        () -> {
          try {
            text.set(options.editor().edit(edit.path(), edit.text()).orElse(null));
          } catch (IOException e) {
            LOG.warn("the editor failed", e);
          }
        });
    model = Wizard.reduce(model, new WizardEvent.Edited(edit.path(), text.get())).model();
    draw(true);
  }

  /** What something does that has the terminal meanwhile. */
  private interface Away {
    void run() throws IOException;
  }

  /** Leaves the screen as it was found, and comes back. */
  private void away(Away other) throws IOException {
    screen.stopScreen();
    options.hold().giveBack();
    try {
      other.run();
    } finally {
      options.hold().takeAgain();
      screen.startScreen();
      screen.setCursorPosition(null);
    }
    screen.doResizeIfNecessary();
    sized();
    draw(true);
  }

  private void sized() throws IOException {
    TerminalSize size = screen.getTerminalSize();
    take(Wizard.reduce(model, new WizardEvent.Sized(new Window(size.getColumns(), size.getRows()))));
  }

  private void pointed(MouseAction action) throws IOException {
    TerminalSize size = screen.getTerminalSize();
    switch (action.getActionType()) {
      case SCROLL_UP -> take(Wizard.reduce(model, new WizardEvent.Scrolled(false)));
      case SCROLL_DOWN -> take(Wizard.reduce(model, new WizardEvent.Scrolled(true)));
      case CLICK_DOWN ->
          take(
              Wizard.reduce(
                  model,
                  new WizardEvent.Clicked(
                      action.getPosition().getColumn(), action.getPosition().getRow(), size.getColumns(), size.getRows())));
      default -> {}
    }
  }

  /**
   * Stops what the engine does and waits until its files are in order. Whatever ends the wizard but the person who said so ends
   * no push in its middle: the program that pushes goes on, and what became of it is found out the next time.
   */
  private void stop() {
    worker.shutdown();
    if (Wizard.outlives(model) && !current.isCancelled()) {
      return;
    }
    current.cancel();
    try {
      worker.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void draw(boolean whole) throws IOException {
    TerminalSize size = screen.getTerminalSize();
    Frame frame = Presenter.present(model, size.getColumns(), size.getRows());
    for (int row = 0; row < frame.rows(); row++) {
      for (int column = 0; column < frame.columns(); column++) {
        char c = frame.character(column, row);
        if (c != '\0') {
          screen.setCharacter(column, row, colors.cell(c, frame.role(column, row)));
        }
      }
    }
    screen.refresh(whole ? Screen.RefreshType.COMPLETE : Screen.RefreshType.DELTA);
  }
}
