package io.github.fleetmigrate.tui.view;

import io.github.fleetmigrate.port.RemoteHosts;
import io.github.fleetmigrate.port.SshQuestions;
import io.github.fleetmigrate.tui.model.SshQuestion;
import io.github.fleetmigrate.tui.model.WizardEvent;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Asks on the wizard's screen what is asked while machines are connected to. Without a screen the answer is no. */
public final class ScreenQuestions implements SshQuestions {
  private volatile Consumer<WizardEvent> screen;
  private volatile CompletableFuture<Optional<String>> answer;

  /** Where questions are shown from now on; null for nowhere, which answers what is asked with no. */
  void on(Consumer<WizardEvent> events) {
    screen = events;
    if (events == null) {
      answered(null);
    }
  }

  /**
   * What the person answered; without a question it goes unheard.
   *
   * @param text null for no
   */
  void answered(String text) {
    CompletableFuture<Optional<String>> waiting = answer;
    if (waiting != null) {
      waiting.complete(Optional.ofNullable(text));
    }
  }

  @Override
  public boolean trust(RemoteHosts.Address host, String keyType, String fingerprint) {
    return ask(new SshQuestion.Trust(host.host(), host.port(), keyType, fingerprint)).isPresent();
  }

  @Override
  public Optional<char[]> passphrase(String keyFile) {
    return ask(new SshQuestion.Passphrase(keyFile, false)).map(String::toCharArray);
  }

  @Override
  public Optional<char[]> passphraseAgain(String keyFile) {
    return ask(new SshQuestion.Passphrase(keyFile, true)).map(String::toCharArray);
  }

  private Optional<String> ask(SshQuestion question) {
    CompletableFuture<Optional<String>> waiting = new CompletableFuture<>();
    answer = waiting;
    Consumer<WizardEvent> shown = screen;
    if (shown == null) {
      return Optional.empty();
    }
    shown.accept(new WizardEvent.Asked(question));
    try {
      return waiting.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      shown.accept(new WizardEvent.AskedNoMore());
      return Optional.empty();
    } catch (CancellationException | ExecutionException none) {
      return Optional.empty();
    } finally {
      answer = null;
    }
  }
}
