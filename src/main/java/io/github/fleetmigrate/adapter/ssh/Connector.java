package io.github.fleetmigrate.adapter.ssh;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.RemoteHosts.Address;
import io.github.fleetmigrate.port.RemoteHosts.Limits;
import io.github.fleetmigrate.port.RemoteHosts.RemoteFailure;
import io.github.fleetmigrate.port.RemoteHosts.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.SocketFactory;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.Service;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AuthMethod;

/** Makes the connections of one login, one hop after the other. */
final class Connector {
  private static final int KEEP_ALIVE_SECONDS = 5;
  private static final int KEEP_ALIVES_MISSED = 3;
  private final Config config;
  private final Resolver resolver;
  private final Person person;
  private final Limits limits;
  private final Cancellation cancellation;
  private final Watch watch;
  private final Hops hops;
  private final List<String> opened = new ArrayList<>();
  private boolean through;

  Connector(
      Config config, Resolver resolver, Person person, Limits limits, Cancellation cancellation, Watch watch, Hops hops) {
    this.config = config;
    this.resolver = resolver;
    this.person = person;
    this.limits = limits;
    this.cancellation = cancellation;
    this.watch = watch;
    this.hops = hops;
  }

  /**
   * Connects to the next machine, through those before it, and logs in there.
   *
   * @return how its key was known
   */
  String hop(Leg leg) throws RemoteFailure, SshHosts.NeedsProgram, UnknownKey, Locked {
    HostKeyCheck check;
    try {
      check = new HostKeyCheck(leg.settings(), person);
    } catch (IOException unreadable) {
      throw failure(
          Stage.HOST_KEY, leg.address(), "known hosts cannot be read: " + unreadable.getMessage() + leg.by(), "make the file readable");
    }
    watch.again(limits.connect());
    SSHClient client;
    try {
      client = connect(leg.settings(), check);
    } catch (IOException | RuntimeException e) {
      throw refused(e, check, leg);
    }
    login(client, leg);
    through = true;
    return check.told();
  }

  /** Keys' files that a person opened here and that led in, on the way or at its end. */
  List<String> opened() {
    return List.copyOf(opened);
  }

  private SSHClient connect(SshSettings settings, HostKeyCheck check) throws IOException {
    if (through) {
      SSHClient client = client(check);
      client.connectVia(hops.last().newDirectConnection(settings.host(), settings.port()));
      hops.add(client);
      return client;
    }
    List<InetAddress> addresses = Addresses.of(settings, resolver, hops);
    IOException last = null;
    for (int i = 0; i < addresses.size(); i++) {
      SSHClient client = client(check);
      // One address that swallows everything leaves time for the others.
      client.setConnectTimeout((int) (limits.connect().toMillis() / addresses.size()));
      client.setSocketFactory(new Guarded());
      try {
        client.connect(addresses.get(i), settings.port());
        hops.add(client);
        return client;
      } catch (IOException e) {
        last = e;
        if (check.answer() != null || watch.late() || cancellation.isCancelled()) {
          break;
        }
      }
    }
    throw last == null ? new UnknownHostException("no address") : last;
  }

  private SSHClient client(HostKeyCheck check) {
    SSHClient client = new SSHClient(config);
    int millis = (int) limits.connect().toMillis();
    client.setTimeout((int) limits.answer().plusSeconds((long) KEEP_ALIVE_SECONDS * KEEP_ALIVES_MISSED).toMillis());
    client.getTransport().setTimeoutMs(millis);
    client.getConnection().setTimeoutMs((int) limits.answer().toMillis());
    client.getConnection().getKeepAlive().setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    if (client.getConnection().getKeepAlive() instanceof KeepAliveRunner runner) {
      runner.setMaxAliveCount(KEEP_ALIVES_MISSED);
    }
    client.addHostKeyVerifier(check);
    return client;
  }

  private RemoteFailure refused(Exception e, HostKeyCheck check, Leg leg) throws SshHosts.NeedsProgram, UnknownKey {
    KnownHosts.Answer answer = check.answer();
    Address address = leg.address();
    if (!cancellation.isCancelled() && answer != null && answer.verdict() != KnownHosts.Verdict.KNOWN) {
      String told = check.told() + leg.by();
      switch (answer.verdict()) {
        case CHANGED -> {
          return failure(
              Stage.HOST_KEY,
              address,
              "the host key is another one than " + answer.where() + " has: " + told,
              "find out why before anything else; where the machine was installed anew, remove the old line: `ssh-keygen -f "
                  + ShellQuote.line(List.of(answer.where().replaceFirst(":[0-9]+$", "")))
                  + " -R "
                  + ShellQuote.line(List.of(KnownHosts.name(leg.settings().keyName(), leg.settings().keyPort()))) + "`");
        }
        case REVOKED -> {
          return failure(
              Stage.HOST_KEY, address, "the host key was revoked by " + answer.where() + ": " + told, "do not connect; install a new host key");
        }
        default ->
            throw new UnknownKey(
                leg,
                check.shown(),
                failure(
                    Stage.HOST_KEY,
                    address,
                    "the host key is not known: " + told,
                    "compare the fingerprint on the machine (`ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub`), then connect once with ssh"));
      }
    }
    String reason = reason(e);
    if (reason.contains("Unable to reach a settlement") && !watch.late() && !cancellation.isCancelled()) {
      throw new SshHosts.NeedsProgram("algorithms that " + address.host() + " asks for");
    }
    String why =
        watch.late()
            ? "no answer within " + limits.connect().toSeconds() + " s"
            : e instanceof UnknownHostException ? "the name is not known" : reason;
    return failure(
        Stage.REACH,
        address,
        address.host() + " port " + address.port() + ": " + why + leg.by(),
        through
            ? "see that the machine is on, and that the jump host before it reaches it and forwards connections (AllowTcpForwarding)"
            : "see that the machine is on, that address and port are right, and that a firewall lets ssh in");
  }

  private void login(SSHClient client, Leg leg) throws RemoteFailure, SshHosts.NeedsProgram, Locked {
    Credentials credentials = new Credentials(leg.settings(), person, hops);
    List<Path> locked = new ArrayList<>();
    try {
      AuthMethod in = tried(client, leg.settings(), credentials.ready());
      if (in != null) {
        credentials.opened(in).ifPresent(file -> opened.add(file.toString()));
        return;
      }
      for (Map.Entry<Path, byte[]> key : credentials.encrypted().entrySet()) {
        // A person is not asked for the passphrase of a key that leads nowhere.
        OfferedKey offer = key.getValue() == null ? null : new OfferedKey(null, key.getValue());
        if (offer == null || (tried(client, leg.settings(), List.of(offer)) == null && offer.taken())) {
          locked.add(key.getKey());
        }
      }
    } catch (IOException | RuntimeException e) {
      throw broken(e, credentials, leg);
    }
    Exception otherwise = denied(credentials, locked, leg);
    if (!locked.isEmpty() && !cancellation.isCancelled()) {
      throw new Locked(locked, otherwise);
    }
    if (otherwise instanceof SshHosts.NeedsProgram program) {
      throw program;
    }
    throw (RemoteFailure) otherwise;
  }

  private RemoteFailure broken(Exception e, Credentials credentials, Leg leg) {
    String agent = credentials.waitingForAgent();
    String why = reason(e);
    if (watch.late() && agent != null) {
      return failure(
          Stage.LOGIN,
          leg.address(),
          "the ssh agent at " + agent + " did not answer within " + limits.connect().toSeconds() + " s" + leg.by(),
          "see whether it waits for you (a touch, a confirmation), and `ssh-add -l`");
    }
    return failure(
        Stage.LOGIN,
        leg.address(),
        (watch.late() ? "no login within " + limits.connect().toSeconds() + " s" : "the login broke: " + why) + leg.by(),
        why.contains("Too many authentication failures")
            ? "name the key with IdentityFile and IdentitiesOnly in the ssh configuration: more were offered than the machine takes"
            : "look at sshd's log on the machine");
  }

  /** What comes of it when no way led in. */
  private Exception denied(Credentials credentials, List<Path> locked, Leg leg) {
    if (!cancellation.isCancelled()) {
      if (!credentials.foreign().isEmpty()) {
        return new SshHosts.NeedsProgram(credentials.foreign().get(0));
      }
      if (leg.settings().gssapi()) {
        return new SshHosts.NeedsProgram("GSSAPIAuthentication");
      }
      if (leg.settings().sharedConnection() != null) {
        return new SshHosts.NeedsProgram("the shared connection " + leg.settings().sharedConnection());
      }
    }
    StringBuilder message = new StringBuilder(leg.address().user()).append(" is not let in with any of the keys");
    String remedy = "see `ssh -v " + leg.settings().alias() + "`: user, key file, and authorized keys on the machine";
    if (!credentials.exposed().isEmpty()) {
      message.append("; not taken because others can read it: ").append(names(credentials.exposed()));
      remedy = "`chmod 600 " + credentials.exposed().get(0) + "`: ssh does not take such a key either";
    }
    if (!locked.isEmpty()) {
      message.append("; encrypted and not opened: ").append(names(locked));
      remedy = "put the key into the agent: `ssh-add " + locked.get(0) + "`";
    }
    return failure(Stage.LOGIN, leg.address(), message + leg.by(), remedy);
  }

  private static String names(List<Path> files) {
    return files.stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  /** The way that led in; null where none did. One after the other, because sshj goes on to the next where the machine hung up. */
  private AuthMethod tried(SSHClient client, SshSettings settings, List<AuthMethod> methods) throws IOException {
    for (AuthMethod method : methods) {
      method.setLoggerFactory(config.getLoggerFactory());
      try {
        if (client.getUserAuth().authenticate(settings.user(), (Service) client.getConnection(), method, client.getTransport().getTimeoutMs())) {
          return method;
        }
      } catch (UserAuthException no) {
        if (watch.late() || cancellation.isCancelled() || !client.getTransport().isRunning() || isDisconnect(no)) {
          throw no;
        }
      }
    }
    return null;
  }

  /** The machine hung up, which the transport may not have noticed in full yet; else a key was of no use. */
  private static boolean isDisconnect(Throwable e) {
    boolean ended = false;
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof TransportException && each.getMessage() != null && each.getMessage().contains("KeyAlgorithm")) {
        return false;
      }
      ended |= each instanceof TransportException;
    }
    return ended;
  }

  private RemoteFailure failure(Stage stage, Address address, String message, String remedy) {
    return cancellation.isCancelled()
        ? new RemoteFailure(Stage.CANCELLED, address, "stopped", "run it again")
        : new RemoteFailure(stage, address, message, remedy);
  }

  private static String reason(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage().lines().findFirst().orElse("");
  }

  /** Sockets that the end of the time, or of a person's patience, closes. */
  private final class Guarded extends SocketFactory {
    @Override
    public Socket createSocket() {
      Socket socket = new Socket();
      hops.hold(socket);
      return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException();
    }
  }
}
