job "b" {
  type = "batch"
  periodic {
    crons = ["*/5 * * * *"]
    time_zone = "Europe/Berlin"
  }
  parameterized { meta_required = ["a"] }
  task "t" {
    driver = "raw_exec"
    scaling "cpu" {
      max = 3
      policy { a "b" { c = 1 } }
    }
  }
}
