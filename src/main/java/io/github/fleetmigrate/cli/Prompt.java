package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.port.Cancellation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Asks a person yes or no. A signal ends the waiting at once. */
final class Prompt {
  private final BufferedReader in;
  private final PrintStream out;
  private final Cancellation cancellation;

  Prompt(BufferedReader in, PrintStream out, Cancellation cancellation) {
    this.in = in;
    this.out = out;
    this.cancellation = cancellation;
  }

  enum Answer {
    YES,
    /** Anything but {@code y} or {@code yes}, the end of the input included. */
    NO,
    INTERRUPTED
  }

  Answer ask(String question) throws IOException {
    String word = line(question + " [y/N] ");
    if (word == null) {
      return Answer.INTERRUPTED;
    }
    return word.equalsIgnoreCase("y") || word.equalsIgnoreCase("yes") ? Answer.YES : Answer.NO;
  }

  /**
   * What is typed, without the blanks around it; empty at the end of the input.
   *
   * @return null where a signal came first
   */
  String line(String question) throws IOException {
    out.print(question);
    out.flush();
    // A read from a terminal cannot be interrupted: it waits on a thread that does not keep the program alive.
    CompletableFuture<String> line = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(line), "prompt");
    reader.setDaemon(true);
    // Listening comes first: a signal that was given already wins over what is typed.
    Cancellation.Registration signal = cancellation.onCancel(() -> line.cancel(false));
    reader.start();
    try {
      String answer = line.get();
      if (answer == null) {
        out.println();
        return "";
      }
      return answer.strip();
    } catch (CancellationException signalled) {
      out.println();
      return null;
    } catch (ExecutionException e) {
      throw new IOException("the answer cannot be read: " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      signal.close();
    }
  }

  private void read(CompletableFuture<String> line) {
    try {
      line.complete(in.readLine());
    } catch (IOException e) {
      line.completeExceptionally(e);
    }
  }
}
