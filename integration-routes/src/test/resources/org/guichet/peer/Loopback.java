import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMISocketFactory;

/** Starts Jetty, with the RMI registry that Kill Bill opens on loopback and a port of ours. */
public class Loopback {
  private static final int REGISTRY = 1099;

  public static void main(String[] arguments) throws Exception {
    int ours = Integer.getInteger("peer.registryPort");
    RMISocketFactory.setSocketFactory(
        new RMISocketFactory() {
          @Override
          public Socket createSocket(String host, int port) throws IOException {
            return new Socket(InetAddress.getLoopbackAddress(), port == REGISTRY ? ours : port);
          }

          @Override
          public ServerSocket createServerSocket(int port) throws IOException {
            return new ServerSocket(
                port == REGISTRY ? ours : port, 50, InetAddress.getLoopbackAddress());
          }
        });
    Class.forName("org.eclipse.jetty.runner.Runner")
        .getMethod("main", String[].class)
        .invoke(null, (Object) arguments);
  }
}
