# Shell functions for the examples in the documentation. Start the engine, then source this file from bash in the
# project folder:
#
#   source docs/try.sh
#
# call CALLER PATH [CURL OPTION…]      sends a JSON request to a path below /v1 and prints the response
# request CALLER PATH [CURL OPTION…]   the same for files: any content type, and the response byte for byte
# field EXPRESSION                     prints a property of the JSON on standard input, e.g. `field ticketId`
# register_acme [PRODUCT…]             registers the team acme with these products (default: dropbox) and its
#                                      administrator Aiko
#
# Callers: operator, aiko (administrator of acme), kenji (agent), auditor, console (service). A caller gets a
# development token, signed with the key in DATA_DIR, with the first request. The folder TRY_TOKENS (default: a new
# one) keeps the tokens. Each request waits until what earlier ones have changed can be read: its `Ledger-Position` is
# that of the last response, unless you send another.

try_tokens=${TRY_TOKENS:-$(mktemp -d)}
try_seen=$(mktemp -d)

# Prints the token of a caller. A file keeps it, because `call` often runs in a subshell.
token_of() {
  local file="$try_tokens/$1" options
  case $1 in
    operator | auditor) options=(--kind "$1") ;;
    aiko) options=(--kind member --team acme --subject aiko) ;;
    kenji) options=(--kind agent --subject kenji) ;;
    console) options=(--kind service --subject console --scope "act webhooks") ;;
    *) echo "Unknown caller '$1'. Use operator, aiko, kenji, auditor or console." >&2; return 2 ;;
  esac
  [ -s "$file" ] || npx ledgerdesk token "${options[@]}" > "$file" || return
  cat "$file"
}

request() {
  local token position
  token=$(token_of "$1") || return
  [[ "$*" == *Ledger-Position:* ]] || position=$(cat "$try_seen/position" 2> /dev/null)
  curl -sS -D "$try_seen/headers" -H "Authorization: Bearer $token" ${position:+-H "Ledger-Position: $position"} \
    "http://127.0.0.1:${PORT:-3000}/v1$2" "${@:3}" || return
  position=$(sed -n 's/^ledger-position: *\([^[:space:]]*\).*/\1/p' "$try_seen/headers")
  [ -z "$position" ] || echo "$position" > "$try_seen/position"
}

call() {
  request "$1" "$2" -H 'Content-Type: application/json' "${@:3}" && echo
}

field() {
  node -p "JSON.parse(require('fs').readFileSync(0)).$1"
}

register_acme() {
  local products
  products=$(printf '"%s",' "${@:-dropbox}")
  call operator /teams -d "{
    \"teamId\": \"acme\", \"name\": \"Acme KK\", \"country\": \"JP\", \"timeZone\": \"Asia/Tokyo\",
    \"products\": [${products%,}], \"selfServe\": true,
    \"billing\": { \"currency\": \"JPY\", \"interval\": \"month\", \"periodStart\": \"2026-11-01\", \"seats\": 25 }
  }"
  call operator /teams/acme/members -d '{
    "memberId": "aiko", "name": "Aiko Sato", "email": "aiko@acme.example", "language": "en", "roles": ["team_admin"]
  }'
}
