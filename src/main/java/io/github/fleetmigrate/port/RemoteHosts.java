package io.github.fleetmigrate.port;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Opens sessions on machines the way the user's own {@code ssh} would: its configuration, keys and known hosts. */
public interface RemoteHosts {

  /**
   * What to connect to. Where user or port is null the user's ssh configuration decides.
   *
   * @param host a name or address, or an alias of the ssh configuration; one that begins with a dash is refused
   * @param options more of ssh's options, as deploy-rs' {@code sshOpts} has them
   */
  record Target(String host, String user, Integer port, List<String> options) {
    public Target {
      Objects.requireNonNull(host);
      options = List.copyOf(options);
    }
  }

  /** Where a connection goes once the ssh configuration was read. */
  record Address(String host, int port, String user) {}

  /**
   * @param connect the longest that a connection, its key exchange and the login may take, for every hop
   * @param answer the longest that the configuration may take to be read, and that a machine may be silent
   */
  record Limits(Duration connect, Duration answer) {
    public static final Limits USUAL = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(10));
  }

  /** How far a connection came before it failed. */
  enum Stage {
    /** The ssh configuration could not be read, or the name is no name. */
    CONFIGURATION,
    REACH,
    HOST_KEY,
    LOGIN,
    CANCELLED
  }

  /**
   * Connects, checks the host's key and logs in. Blocks for at most the limits.
   *
   * @throws RemoteFailure with the stage it failed at; nothing stays open
   */
  RemoteSession open(Target target, Limits limits, Cancellation cancellation) throws RemoteFailure;

  /** A connection that was not made; message and remedy are fit for a person and hold no secret. */
  final class RemoteFailure extends Exception {
    private final Stage stage;
    private final String remedy;
    /** Not null once the configuration was read. */
    private final transient Address address;

    public RemoteFailure(Stage stage, Address address, String message, String remedy) {
      super(message);
      this.stage = stage;
      this.address = address;
      this.remedy = remedy;
    }

    public Stage stage() {
      return stage;
    }

    public Address address() {
      return address;
    }

    public String remedy() {
      return remedy;
    }
  }
}
