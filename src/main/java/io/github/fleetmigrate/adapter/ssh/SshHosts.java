package io.github.fleetmigrate.adapter.ssh;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.port.RemoteHosts;
import io.github.fleetmigrate.port.RemoteSession;
import io.github.fleetmigrate.port.SshQuestions;
import java.net.InetAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.LoggerFactory;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/** Machines over sshj; where it cannot, over the {@code ssh} program. Thread-safe; to be closed after its sessions. */
public final class SshHosts implements RemoteHosts, AutoCloseable {
  private static final int MOST_HOPS = 8;
  private static final List<String> OLD_KEYS =
      List.of("ssh-rsa", "ssh-dss", "ssh-rsa-cert-v01@openssh.com", "ssh-dss-cert-v01@openssh.com");
  private final SshProgram program;
  private final Resolver resolver;
  private final Person person;
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1, SshHosts::daemon);
  private final Config config = config();
  private final Gate gate = new Gate();

  /**
   * @param sshConfig handed to {@code ssh} as {@code -F}; null for the user's own configuration
   * @param environment for the agent's socket, for variables in the configuration's file names, and for {@code HOME}, which
   *     {@code ~} stands for there; without it {@code user.home} does
   */
  public SshHosts(
      CommandRunner commands, Path sshConfig, Map<String, String> environment, SshQuestions questions) {
    this(commands, sshConfig, environment, questions, InetAddress::getAllByName);
  }

  SshHosts(
      CommandRunner commands, Path sshConfig, Map<String, String> environment, SshQuestions questions, Resolver resolver) {
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    this.program = new SshProgram(commands, sshConfig, environment, home);
    this.resolver = resolver;
    this.person = new Person(questions);
  }

  static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "ssh");
    thread.setDaemon(true);
    return thread;
  }

  private static Config config() {
    DefaultConfig out = new DefaultConfig();
    out.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
    // HostKeyCheck does: sshj compares names with another one than HostKeyAlias.
    out.setVerifyHostKeyCertificates(false);
    // What OpenSSH offers no more is not offered here: SHA-1 signatures and exchanges, old ciphers.
    out.setKeyExchangeFactories(those(out.getKeyExchangeFactories(), name -> !name.contains("sha1")));
    out.setKeyAlgorithms(those(out.getKeyAlgorithms(), name -> !OLD_KEYS.contains(name)));
    out.setCipherFactories(those(out.getCipherFactories(), name -> name.matches("chacha20-.*|aes[0-9]+-(ctr|gcm@openssh\\.com)")));
    out.setMACFactories(those(out.getMACFactories(), name -> name.matches("hmac-sha(1|2-256|2-512)(-etm@openssh\\.com)?")));
    // sshj logs every closed connection as an error, with its trace; what matters comes as an exception.
    out.setLoggerFactory(new Silent());
    return out;
  }

  private static <T> List<Factory.Named<T>> those(List<Factory.Named<T>> all, Predicate<String> wanted) {
    return all.stream().filter(each -> wanted.test(each.getName())).toList();
  }

  @Override
  public RemoteSession open(Target target, Limits limits, Cancellation cancellation) throws RemoteFailure {
    person.connecting();
    try {
      Leg last = new Leg(program.settings(target, limits, cancellation), null);
      List<Leg> legs = new ArrayList<>(jumps(last.settings(), 0, limits, cancellation));
      legs.add(last);
      try {
        for (Leg leg : legs) {
          String why = leg.settings().onlyByProgram();
          if (why != null) {
            throw new NeedsProgram(why + leg.by());
          }
        }
        return open(legs, limits, cancellation);
      } catch (NeedsProgram foreign) {
        return program.open(target, last.address(), foreign.getMessage(), limits, cancellation);
      }
    } catch (NumberFormatException | InvalidPathException odd) {
      throw new RemoteFailure(
          Stage.CONFIGURATION, null, "the ssh configuration cannot be understood: " + odd.getMessage(), "see `ssh -G " + target.host() + "`");
    } finally {
      person.connected();
    }
  }

  /** Connects, and again after each question that the person answered well; each is asked once, so that it ends. */
  private RemoteSession open(List<Leg> legs, Limits limits, Cancellation cancellation) throws RemoteFailure, NeedsProgram {
    while (true) {
      try {
        return gated(legs, limits, cancellation);
      } catch (UnknownKey unknown) {
        if (unknown.key == null || !person.trusts(unknown.leg.settings(), unknown.leg.address(), unknown.key, cancellation)) {
          throw stopped(cancellation, unknown.otherwise);
        }
      } catch (Locked locked) {
        if (locked.files.stream().noneMatch(file -> person.opens(file, cancellation))) {
          if (locked.otherwise instanceof NeedsProgram foreign) {
            throw foreign;
          }
          throw stopped(cancellation, (RemoteFailure) locked.otherwise);
        }
      }
    }
  }

  private static RemoteFailure stopped(Cancellation cancellation, RemoteFailure otherwise) {
    return cancellation.isCancelled()
        ? new RemoteFailure(Stage.CANCELLED, otherwise.address(), "stopped", "run it again")
        : otherwise;
  }

  private RemoteSession gated(List<Leg> legs, Limits limits, Cancellation cancellation)
      throws RemoteFailure, NeedsProgram, UnknownKey, Locked {
    if (legs.size() == 1) {
      return connect(legs, limits, cancellation);
    }
    Address jump = legs.get(0).address();
    if (!gate.enter(jump, cancellation)) {
      throw new RemoteFailure(Stage.CANCELLED, legs.get(legs.size() - 1).address(), "stopped", "run it again");
    }
    try {
      return connect(legs, limits, cancellation);
    } finally {
      gate.leave(jump);
    }
  }

  private RemoteSession connect(List<Leg> legs, Limits limits, Cancellation cancellation)
      throws RemoteFailure, NeedsProgram, UnknownKey, Locked {
    long start = System.nanoTime();
    Hops hops = new Hops();
    boolean made = false;
    try (Watch watch = new Watch(timer, limits.connect(), cancellation)) {
      watch.guard(hops::close);
      Connector connector = new Connector(config, resolver, person, limits, cancellation, watch, hops);
      String key = null;
      for (Leg leg : legs) {
        key = connector.hop(leg);
      }
      made = true;
      return new SshjSession(
          hops, legs.get(legs.size() - 1).address(), key, Duration.ofNanos(System.nanoTime() - start), connector.opened(), timer);
    } finally {
      if (!made) {
        hops.close();
      }
    }
  }

  /** The machines on the way, the first one first. As with ssh, only the first of them has jumps of its own. */
  private List<Leg> jumps(SshSettings settings, int depth, Limits limits, Cancellation cancellation) throws RemoteFailure {
    List<Leg> out = new ArrayList<>();
    for (String word : settings.jumps()) {
      if (depth >= MOST_HOPS) {
        throw new RemoteFailure(
            Stage.CONFIGURATION, null, "more than " + MOST_HOPS + " jump hosts, " + word + " the last of them", "see whether ProxyJump leads in a circle");
      }
      SshSettings of = program.settings(jump(word), limits, cancellation);
      if (out.isEmpty()) {
        out.addAll(jumps(of, depth + 1, limits, cancellation));
      }
      out.add(new Leg(of, word));
    }
    return out;
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
    person.close();
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
