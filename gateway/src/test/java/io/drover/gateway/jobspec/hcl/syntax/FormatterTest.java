package io.drover.gateway.jobspec.hcl.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FormatterTest {

    @Test
    void shouldIndentByLevelAndPutOneBlankAroundWords() {
        assertThat(Formatter.format("""
                job   "web" {
                 group "front" {
                count=1
                  network { mode = "host" }
                 }
                }
                """)).isEqualTo("""
                job "web" {
                  group "front" {
                    count = 1
                    network { mode = "host" }
                  }
                }
                """);
    }

    @Test
    void shouldAlignEqualsSignsAndCommentsOfARun() {
        assertThat(Formatter.format("""
                a=1
                long_name = 2 # note
                b=3// other

                c=[
                1,2]
                dd = { x=1 }
                """)).isEqualTo("""
                a         = 1
                long_name = 2 # note
                b         = 3 // other

                c = [
                1, 2]
                dd = { x = 1 }
                """);
    }

    @Test
    void shouldOnlyAlignWhatEndsInItsLine() {
        assertThat(Formatter.format("""
                a=1
                long_name = 2 # note
                b = [
                1,2,
                  3]
                c = {x=1
                yy = 2}
                """)).isEqualTo("""
                a         = 1
                long_name = 2 # note
                b = [
                  1, 2,
                3]
                c = { x = 1
                yy = 2 }
                """);
    }

    @Test
    void shouldTellNegationFromSubtraction() {
        assertThat(Formatter.format("x=-1-  -a*( - 2 )+f (- 3)==!  true?-1:- 2\n"))
                .isEqualTo("x = -1 - -a * (-2) + f(-3) == !true ? -1 : -2\n");
    }

    @Test
    void shouldLayOutForExpressionsIndexesAndCalls() {
        assertThat(Formatter.format(
                        "x=[for  i,v in [ 1,2 ]:v [ 0 ] if v>1]\ny={for k,v in m:k=>v ...}\nz = a . b [ 0 ] .c\n"))
                .isEqualTo(
                        "x = [for i, v in [1, 2] : v[0] if v > 1]\ny = { for k, v in m : k => v... }\nz = a.b[0].c\n");
    }

    @Test
    void shouldKeepTextsHeredocsAndComments() {
        final String source = """
                /* a
                     block   comment */
                a = "x  ${upper("y")}  %{if true}z%{endif}"
                b = <<-EOT
                    keep   this   = { as it is
                  EOT
                # end
                """;
        assertThat(Formatter.format(source)).isEqualTo(source);
    }

    @Test
    void shouldNotJoinNumbers() {
        assertThat(Formatter.format("x = a.0 .1\n")).isEqualTo("x = a.0 .1\n");
    }

    @Test
    void shouldMakeUnixLineEndsAndKeepAMissingLastOne() {
        assertThat(Formatter.format("a=1\r\nb=2")).isEqualTo("a = 1\nb = 2");
        assertThat(Formatter.format("")).isEmpty();
    }

    @Test
    void shouldIndentOneLevelForBracketsThatOpenTogether() {
        assertThat(Formatter.format("x = f([{\na = 1\n}])\n")).isEqualTo("x = f([{\n  a = 1\n}])\n");
    }
}
