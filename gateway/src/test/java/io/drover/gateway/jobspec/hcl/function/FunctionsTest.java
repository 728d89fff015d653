package io.drover.gateway.jobspec.hcl.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.gateway.jobspec.hcl.eval.EvaluationException;
import io.drover.gateway.jobspec.hcl.eval.Evaluator;
import io.drover.gateway.jobspec.hcl.eval.Scope;
import io.drover.gateway.jobspec.hcl.syntax.HclParser;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each function makes of its arguments, and how it refuses others. */
final class FunctionsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            abs(-3.5)                                        | 3.5
            ceil(1.2)                                        | 2
            floor(-1.2)                                      | -2
            signum(-7)                                       | -1
            pow(2, 10)                                       | 1024
            log(100, 10)                                     | 2
            max(3, 9, 4)                                     | 9
            min(3, 9, 4)                                     | 3
            parseint("ff", 16)                               | 255
            parseint("-101", 2)                              | -5
            0.1 + 0.2                                        | 0.3
            7 % 3                                            | 1
            -7 % 3                                           | -1
            10 / 4                                           | 2.5
            chomp("a\\n\\n")                                 | "a"
            indent(2, "a\\nb")                               | "a\\n  b"
            join("-", ["a", "b"], ["c"])                     | "a-b-c"
            lower("ÄB")                                      | "äb"
            upper("straße")                                  | "STRASSE"
            title("hello world")                             | "Hello World"
            trim("?!hi?!", "!?")                             | "hi"
            trimprefix("abc", "a")                           | "bc"
            trimsuffix("abc", "c")                           | "ab"
            trimspace("  x ")                                | "x"
            replace("a.b.c", ".", "-")                       | "a-b-c"
            regex_replace("abc", "(b)", "[$1]")              | "a[b]c"
            split(",", "a,b,c")                              | ["a","b","c"]
            reverse("abc")                                   | "cba"
            strrev("abc")                                    | "cba"
            strlen("añb")                                    | 3
            substr("hello", 1, 3)                            | "ell"
            substr("hello", -2, -1)                          | "lo"
            format("%s=%d %05.1f %q %v", "a", 3, 2.25, "x", true) | "a=3 002.2 \\"x\\" true"
            formatlist("%s-%d", ["a", "b"], 1)               | ["a-1","b-1"]
            chunklist([1, 2, 3], 2)                          | [[1,2],[3]]
            coalesce(null, "", "x")                          | ""
            coalescelist([], [1])                            | [1]
            compact(["a", "", "b"])                          | ["a","b"]
            concat([1], ["a"])                               | [1,"a"]
            contains(["a", "b"], "b")                        | true
            distinct(["a", "b", "a"])                        | ["a","b"]
            element(["a", "b"], 3)                           | "b"
            flatten([[1], [[2, 3]], 4])                      | [1,2,3,4]
            index(["a", "b"], 1)                             | "b"
            keys({b = 1, a = 2})                             | ["a","b"]
            values({b = 1, a = 2})                           | [2,1]
            length([1, 2])                                   | 2
            lookup({a = "x"}, "b", "z")                      | "z"
            merge({a = 1, b = 2}, {b = 3})                   | {"a":1,"b":3}
            range(3)                                         | [0,1,2]
            range(1, 7, 3)                                   | [1,4]
            range(3, 0)                                      | [3,2,1]
            reverse("")                                      | ""
            slice(["a", "b", "c"], 1, 3)                     | ["b","c"]
            sort(["b", "a"])                                 | ["a","b"]
            zipmap(["a", "b"], [1, 2])                       | {"a":1,"b":2}
            setproduct(["a", "b"], ["x"])                    | [["a","x"],["b","x"]]
            setunion(["a"], ["b"])                           | ["a","b"]
            setintersection(["a", "b"], ["b"])               | ["b"]
            base64encode("hi")                               | "aGk="
            base64decode("aGk=")                             | "hi"
            urlencode("a b&c")                               | "a+b%26c"
            jsondecode("{\\"a\\":[1,null]}").a[0]            | 1
            jsonencode({b = [1, true, null], a = "<"})       | "{\\"a\\":\\"\\\\u003c\\",\\"b\\":[1,true,null]}"
            csvdecode("a,b\\n1,2\\n")                        | [{"a":"1","b":"2"}]
            md5("hello")                                     | "5d41402abc4b2a76b9719d911017c592"
            sha1("hello")                                    | "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d"
            substr(sha256("hello"), 0, 8)                    | "2cf24dba"
            substr(sha512("hello"), 0, 8)                    | "9b71d224"
            uuidv5("dns", "example.com")                     | "cfbff0d1-9375-5685-968c-48ce8b15ae17"
            strlen(uuidv4())                                 | 36
            substr(bcrypt("x", 4), 0, 7)                     | "$2a$04$"
            cidrhost("10.0.0.0/8", 5)                        | "10.0.0.5"
            cidrnetmask("10.0.0.0/12")                       | "255.240.0.0"
            cidrsubnet("10.0.0.0/8", 8, 2)                   | "10.2.0.0/16"
            cidrsubnets("10.0.0.0/8", 4, 4)                  | ["10.0.0.0/12","10.16.0.0/12"]
            formatdate("YYYY-MM-DD", "2020-01-02T03:04:05Z") | "2020-01-02"
            timeadd("2020-01-01T00:00:00Z", "90m")           | "2020-01-01T01:30:00Z"
            can(1 + "x")                                     | false
            try(jsondecode("x"), "other")                    | "other"
            convert("5", number)                             | 5
            """)
    void functionsCompute(final String expression, final String expected) throws EvaluationException {
        assertThat(evaluate(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nope(1)              | There is no function named "nope".
            uper("a")            | There is no function named "uper". Did you mean "upper"?
            upper()              | Function "upper" expects 1 argument(s). Missing value for "str".
            upper("a", "b")      | Function "upper" expects only 1 argument(s).
            upper(null)          | Invalid value for "str" parameter: argument must not be null.
            upper([])            | Invalid value for "str" parameter: string required.
            reverse([1])         | Invalid value for "str" parameter: string required.
            length("abc")        | Call to function "length" failed: collection must be a list, a map or a tuple.
            element([], 0)       | Call to function "element" failed: cannot use element function with an empty list.
            jsondecode("{")      | unexpected EOF
            file("x")            | Call to function "file" failed: filesystem function disabled.
            range(100000)        | more than 1024 values were generated
            bcrypt("a", 40)      | cost 40 is outside allowed inclusive range
            length({a = 1})      | collection must be a list, a map or a tuple
            """)
    void unsuitableArgumentsAreRefused(final String expression, final String expected) {
        assertThatThrownBy(() -> evaluate(expression))
                .isInstanceOfSatisfying(
                        EvaluationException.class,
                        failure -> assertThat(failure.diagnostic().detail()).contains(expected));
    }

    @Test
    void allFunctionsOfTheLanguageAreThere() {
        assertThat(FunctionTable.of(FileAccess.NONE).names())
                .hasSize(NAMES.size())
                .containsAll(NAMES);
    }

    private static final List<String> NAMES = Arrays.asList(("abs abspath base64decode base64encode"
                    + " basename bcrypt ceil chomp chunklist cidrhost cidrnetmask cidrsubnet cidrsubnets coalesce"
                    + " coalescelist compact concat contains csvdecode dirname distinct element file filebase64 fileexists"
                    + " fileset flatten floor format formatdate formatlist indent index join jsondecode jsonencode keys"
                    + " length log lookup lower max md5 merge min parseint pathexpand pow range regex_replace replace"
                    + " reverse rsadecrypt setintersection setproduct setunion sha1 sha256 sha512 signum slice sort split"
                    + " strlen strrev substr timeadd title trim trimprefix trimspace trimsuffix upper urlencode uuidv4"
                    + " uuidv5 values yamldecode yamlencode zipmap")
            .split(" "));

    @Test
    void bcryptAgreesWithOtherImplementations() {
        assertThat(Bcrypt.hash("", 6, salt("DCq7YPn5Rq63x1Lad4cll.")))
                .isEqualTo("$2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s.");
        assertThat(Bcrypt.hash("U*U", 5, salt("CCCCCCCCCCCCCCCCCCCCC.")))
                .isEqualTo("$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW");
    }

    private static byte[] salt(final String text) {
        final String from = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        final String to = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        final StringBuilder standard = new StringBuilder();
        text.chars().forEach(c -> standard.append(to.charAt(from.indexOf(c))));
        return Arrays.copyOf(Base64.getDecoder().decode(standard.toString().getBytes(StandardCharsets.US_ASCII)), 16);
    }

    @Test
    void costlyCallsUseUpTheAllowance() {
        assertThatThrownBy(() -> evaluate("[for i in range(100) : bcrypt(\"x\", 14)]"))
                .isInstanceOfSatisfying(
                        EvaluationException.class,
                        failure -> assertThat(failure.diagnostic().summary()).isEqualTo("Evaluation too expensive"));
    }

    private static String evaluate(final String expression) throws EvaluationException {
        final HclParser.ParsedExpression parsed = HclParser.parseExpression(expression, "test");
        assertThat(parsed.error()).isNull();
        final HclValue value = new Evaluator(FunctionTable.of(FileAccess.NONE))
                .evaluate(Objects.requireNonNull(parsed.expression()), Scope.of(Map.of(), Scope.Unknown.ERROR));
        return JsonText.encode(value);
    }
}
