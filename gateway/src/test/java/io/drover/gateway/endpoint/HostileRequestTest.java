package io.drover.gateway.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.HttpServer;
import io.drover.gateway.http.Router;
import io.drover.gateway.jobspec.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real server over a real socket says to bodies and paths that nobody should send. */
class HostileRequestTest {
    private static final int LARGE = 50 * 1024 * 1024;

    private static HttpServer server;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        final Router router = new Router()
                .add("/v1/read", HostileRequestTest::readBody)
                .add("/v1/job/", call -> call.reply(call.json().string(call.path())));
        server = new HttpServer("127.0.0.1", 0, 1, 2, router);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = ';',
            value = {
                "~~; Request body is empty",
                "hello; invalid character 'h' looking for beginning of value",
                "{; unexpected EOF",
                "{\"Name\":\"\\q\"}; invalid character 'q' in string escape code",
                "[]; json: cannot unmarshal array into Go value of type api.Thing",
                "5; json: cannot unmarshal number into Go value of type api.Thing",
                "{\"Name\":5}; json: cannot unmarshal number into Go struct field Thing.Name of type string",
                "{\"Count\":\"x\"}; json: cannot unmarshal string into Go struct field Thing.Count of type int",
                "{\"Count\":1.5}; json: cannot unmarshal number 1.5 into Go struct field Thing.Count of type int",
                "{\"Index\":-1}; json: cannot unmarshal number -1 into Go struct field Thing.Index of type uint64",
                "{\"Inner\":[]}; json: cannot unmarshal array into Go struct field Thing.Inner of type api.Inner",
                "{\"Meta\":{\"a\":1}}; json: cannot unmarshal number into Go struct field Thing.Meta of type string",
            })
    void shouldSayWhatIsWrongWithABody(final String body, final String message) throws Exception {
        final HttpResponse<String> response = put("/v1/read", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo(message);
    }

    @Test
    void shouldIgnoreUnknownFieldsCaseAndWhatFollows() throws Exception {
        final HttpResponse<String> response = put(
                "/v1/read",
                "{\"name\":\"first\",\"NAME\":\"last\",\"unknown\":{\"deep\":[1]},\"Count\":null} trailing");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("\"last\"");
    }

    @Test
    void shouldRefuseDeepNesting() throws Exception {
        final HttpResponse<String> response = put("/v1/read", "{\"Name\":" + "[".repeat(100_000));

        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void shouldRefuseALargeBodyByItsLength() throws Exception {
        try (Socket socket = open()) {
            final OutputStream out = socket.getOutputStream();
            out.write(("PUT /v1/read HTTP/1.1\r\nHost: x\r\nContent-Length: " + LARGE + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();

            assertThat(firstLine(socket)).contains(" 413 ");
        }
    }

    @Test
    void shouldTakeIdsWithStrangeCharacters() throws Exception {
        assertThat(get("/v1/job/team%2Fweb%20%C3%BC").body()).isEqualTo("\"/v1/job/team/web ü\"");
        assertThat(get("/v1/job/a%00b").statusCode()).isIn(200, 400);
        assertThat(get("/v1/job/%25zz").body()).isEqualTo("\"/v1/job/%zz\"");
    }

    @Test
    void shouldSendClientsToTheCleanPath() throws Exception {
        final HttpResponse<String> unclean = get("/v1//job/./web?pretty");

        assertThat(unclean.statusCode()).isEqualTo(307);
        assertThat(unclean.headers().firstValue("Location")).contains("/v1/job/web?pretty");
        assertThat(get("/v1/job").headers().firstValue("Location")).contains("/v1/job/");
        assertThat(get("/").headers().firstValue("Location")).contains("/ui/");
    }

    @Test
    void shouldNotKnowOtherPaths() throws Exception {
        final HttpResponse<String> response = get("/v1/nothing");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEmpty();
    }

    private static void readBody(final Call call) throws HttpProblem {
        final RequestBody body = RequestBody.of(call, "api.Thing");
        body.number("Count");
        body.unsigned("Index");
        body.object("Inner", "api.Inner");
        final JsonObject meta = body.textMap("Meta");
        call.reply(call.json().string(body.text("Name") + (meta.isEmpty() ? "" : meta)));
    }

    private static HttpResponse<String> put(final String path, final String body) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(uri(path))
                        .PUT(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(final String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(final String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    }

    private static Socket open() throws IOException {
        final Socket socket = new Socket();
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), server.address().getPort()));
        return socket;
    }

    private static String firstLine(final Socket socket) throws IOException {
        final InputStream in = socket.getInputStream();
        final StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }
}
