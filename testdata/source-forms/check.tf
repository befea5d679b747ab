check "native" {
  data "terraform_remote_state" "in_check_too" {
    backend = "local"
    config  = { path = "none" }
  }
  assert {
    condition     = data.terraform_remote_state.in_check_too.backend == "local"
    error_message = "x"
  }
}
