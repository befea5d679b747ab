variable "x" { 
  type = any 
  default = { a = [{ b = "q" }], l = ["a","b"], k = "a" } 
}
output "o" { value = { l = ["z"], "with space" = var.x } }
