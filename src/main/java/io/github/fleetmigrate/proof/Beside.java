package io.github.fleetmigrate.proof;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Work that begins at once on a thread of its own, while the maker does other work. */
final class Beside<T> {
  private final CompletableFuture<T> result = new CompletableFuture<>();

  Beside(Supplier<T> work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.get());
              } catch (RuntimeException | Error bug) {
                result.completeExceptionally(bug);
              }
            },
            "nix beside");
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits for the result. */
  T get() {
    try {
      return result.join();
    } catch (CompletionException bug) {
      throw new IllegalStateException(bug.getCause());
    }
  }
}
