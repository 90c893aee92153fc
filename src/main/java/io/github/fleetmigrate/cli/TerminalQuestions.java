package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.RemoteHosts;
import io.github.fleetmigrate.port.SshQuestions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/**
 * Asks the person at the terminal. While a question stands there nothing else is printed: who prints holds the console's
 * lock too.
 */
final class TerminalQuestions implements SshQuestions {
  private final Console console;
  private final PrintStream talk;
  private final Cancellation cancellation;
  private final Function<String, char[]> unseen;

  /**
   * @param talk where questions are printed
   * @param unseen prints a prompt and reads a line without echo; null at the end of the input
   */
  TerminalQuestions(Console console, PrintStream talk, Cancellation cancellation, Function<String, char[]> unseen) {
    this.console = console;
    this.talk = talk;
    this.cancellation = cancellation;
    this.unseen = unseen;
  }

  @Override
  public boolean trust(RemoteHosts.Address host, String keyType, String fingerprint) {
    synchronized (console) {
      talk.println();
      talk.println(Neutral.line("The host key of " + host.host() + " port " + host.port() + " is not known:"));
      talk.println(Neutral.line("  " + keyType + " " + fingerprint));
      talk.println("On the machine `ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub`, or the file of that kind, prints the same.");
      try {
        return new Prompt(console.in(), talk, cancellation).ask("Trust it, and add it to your known_hosts?") == Prompt.Answer.YES;
      } catch (IOException unread) {
        return false;
      }
    }
  }

  @Override
  public Optional<char[]> passphrase(String keyFile) {
    return ask("Passphrase of " + keyFile + " (empty to go without this key): ");
  }

  @Override
  public Optional<char[]> passphraseAgain(String keyFile) {
    return ask("That is not its passphrase. Passphrase of " + keyFile + ": ");
  }

  private Optional<char[]> ask(String question) {
    synchronized (console) {
      CompletableFuture<char[]> typed = new CompletableFuture<>();
      // A read from a terminal cannot be interrupted: it waits on a thread that does not keep the program alive.
      Thread reader = new Thread(() -> typed.complete(unseen.apply("\n" + Neutral.line(question))), "passphrase");
      reader.setDaemon(true);
      Cancellation.Registration signal = cancellation.onCancel(() -> typed.cancel(false));
      reader.start();
      try {
        char[] answer = typed.get();
        return answer == null || answer.length == 0 ? Optional.empty() : Optional.of(answer);
      } catch (CancellationException | ExecutionException stopped) {
        return Optional.empty();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      } finally {
        signal.close();
      }
    }
  }
}
