package io.github.fleetmigrate.adapter.ssh;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.port.RemoteHosts;
import io.github.fleetmigrate.port.RemoteSession;
import io.github.fleetmigrate.port.SshQuestions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.common.LoggerFactory;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/** Machines over sshj; where it cannot, over the {@code ssh} program. Thread-safe; closing it ends no session. */
public final class SshHosts implements RemoteHosts, AutoCloseable {
  private final SshProgram program;
  private final Map<String, String> environment;
  private final SshQuestions questions;
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1, SshHosts::daemon);
  private final Config config = config();

  /**
   * @param sshConfig handed to {@code ssh} as {@code -F}; null for the user's own configuration
   * @param environment for the agent's socket
   */
  public SshHosts(
      CommandRunner commands, Path sshConfig, Map<String, String> environment, SshQuestions questions) {
    this.program = new SshProgram(commands, sshConfig, environment.getOrDefault("HOME", System.getProperty("user.home")));
    this.environment = Map.copyOf(environment);
    this.questions = questions;
  }

  static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "ssh");
    thread.setDaemon(true);
    return thread;
  }

  private static Config config() {
    DefaultConfig out = new DefaultConfig();
    out.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
    out.setVerifyHostKeyCertificates(true);
    // sshj logs every closed connection as an error, with its trace; what matters comes as an exception.
    out.setLoggerFactory(new Silent());
    return out;
  }

  @Override
  public RemoteSession open(Target target, Limits limits, Cancellation cancellation) throws RemoteFailure {
    SshSettings settings = program.settings(target, limits, cancellation);
    Address address = new Address(settings.host(), settings.port(), settings.user());
    String why = settings.onlyByProgram();
    if (why != null) {
      return program.open(target, address, why, limits, cancellation);
    }
    Hops hops = new Hops();
    try (Watch watch = new Watch(timer, limits.connect(), cancellation)) {
      watch.guard(hops::close);
      Connector connector = new Connector(config, environment, questions, limits, cancellation, watch, hops);
      try {
        for (String jump : settings.jumps()) {
          Target hop = jump(jump);
          SshSettings of = program.settings(hop, limits, cancellation);
          connector.hop(of, new Address(of.host(), of.port(), of.user()), jump);
        }
        String key = connector.hop(settings, address, null);
        return new SshjSession(hops, address, key, timer);
      } catch (NeedsProgram foreign) {
        hops.close();
        return program.open(target, address, foreign.getMessage(), limits, cancellation);
      }
    } catch (RemoteFailure failed) {
      hops.close();
      throw failed;
    }
  }

  /** {@code [user@]host[:port]}, as ProxyJump has it, an ssh:// before it and an address in brackets too. */
  static Target jump(String word) {
    String rest = word.replaceFirst("^ssh://", "");
    String user = null;
    int at = rest.lastIndexOf('@');
    if (at >= 0) {
      user = rest.substring(0, at);
      rest = rest.substring(at + 1);
    }
    Integer port = null;
    if (rest.matches("(\\[[^]]*]|[^:\\[]*):[0-9]{1,5}")) {
      int colon = rest.lastIndexOf(':');
      port = Integer.valueOf(rest.substring(colon + 1));
      rest = rest.substring(0, colon);
    }
    return new Target(rest.replaceAll("^\\[|]$", ""), user, port, List.of());
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private static final class Silent implements LoggerFactory {
    @Override
    public Logger getLogger(String name) {
      return NOPLogger.NOP_LOGGER;
    }

    @Override
    public Logger getLogger(Class<?> of) {
      return NOPLogger.NOP_LOGGER;
    }
  }

  /** A key is wanted that sshj cannot use; the message names it. */
  static final class NeedsProgram extends Exception {
    NeedsProgram(String why) {
      super(why);
    }
  }
}
