package io.github.fleetmigrate.adapter.ssh;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner.End;
import io.github.fleetmigrate.port.CommandRunner.Result;
import io.github.fleetmigrate.port.RemoteHosts;
import io.github.fleetmigrate.port.RemoteSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import net.schmizz.sshj.connection.channel.direct.Session;

/** A login over sshj, through its jumps. */
final class SshjSession implements RemoteSession {
  private static final int MOST = 1024 * 1024;
  private static final long DRAIN_MILLIS = 2000;
  private final Hops hops;
  private final RemoteHosts.Address address;
  private final String hostKey;
  private final Duration connecting;
  private final List<String> opened;
  private final ScheduledExecutorService timer;

  /** @param opened as {@link #opened} */
  SshjSession(
      Hops hops,
      RemoteHosts.Address address,
      String hostKey,
      Duration connecting,
      List<String> opened,
      ScheduledExecutorService timer) {
    this.opened = List.copyOf(opened);
    this.hops = hops;
    this.address = address;
    this.hostKey = hostKey;
    this.connecting = connecting;
    this.timer = timer;
  }

  @Override
  public RemoteHosts.Address address() {
    return address;
  }

  @Override
  public String hostKey() {
    return hostKey;
  }

  @Override
  public Duration connecting() {
    return connecting;
  }

  @Override
  public List<String> opened() {
    return opened;
  }

  @Override
  public String remark() {
    return null;
  }

  @Override
  public Result run(List<String> arguments, Duration timeout, Cancellation cancellation) throws IOException {
    long start = System.nanoTime();
    Sink out = new Sink();
    Sink err = new Sink();
    Integer code = null;
    try (Watch watch = new Watch(timer, timeout, cancellation)) {
      watch.guard(hops::close);
      try (Session session = hops.last().startSession()) {
        Session.Command command = session.exec(ShellQuote.line(arguments));
        Thread errors = new Thread(() -> err.drain(command.getErrorStream()), "ssh errors of " + address.host());
        errors.setDaemon(true);
        errors.start();
        out.drain(command.getInputStream());
        command.join();
        errors.join(DRAIN_MILLIS);
        code = command.getExitStatus();
      } catch (IOException | RuntimeException broken) {
        if (!watch.late() && !cancellation.isCancelled()) {
          throw new IOException("the connection to " + address.host() + " broke", broken);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
      End end = cancellation.isCancelled() ? End.CANCELLED : watch.late() ? End.TIMED_OUT : End.EXITED;
      if (end == End.EXITED && code == null) {
        throw new IOException("the connection to " + address.host() + " broke before the command ended");
      }
      return new Result(
          end, end == End.EXITED ? code : -1, out.text(), err.text(), Duration.ofNanos(System.nanoTime() - start));
    }
  }

  @Override
  public void close() {
    hops.close();
  }

  /** Keeps the first part of a stream and reads on to its end, so that the other side never waits. */
  private static final class Sink {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    void drain(InputStream in) {
      byte[] buffer = new byte[8192];
      try {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          synchronized (kept) {
            kept.write(buffer, 0, Math.min(n, MOST - kept.size()));
          }
        }
      } catch (IOException ended) {
        // What came before the connection broke is kept; the command's missing exit code tells that it broke.
        return;
      }
    }

    String text() {
      synchronized (kept) {
        return kept.toString(StandardCharsets.UTF_8);
      }
    }
  }
}
