# Shell functions and tokens for the examples in the documentation. Start the engine, then source this file from bash
# in the project folder:
#
#   source docs/try.sh
#
# call TOKEN PATH [CURL OPTION…]   sends a request to a path below /v1 and prints the response
# field EXPRESSION                 prints a property of the JSON on standard input, e.g. `field ticketId`
# register_acme [PRODUCT…]         registers the team acme with these products (default: dropbox) and its
#                                  administrator Aiko
#
# Tokens: $operator, $aiko (administrator of acme), $kenji (agent), $auditor. They are development tokens, signed with
# the key in DATA_DIR.

call() {
  curl -sS -H "Authorization: Bearer $1" -H 'Content-Type: application/json' \
    "http://127.0.0.1:${PORT:-3000}/v1$2" "${@:3}"
  echo
}

field() {
  node -p "JSON.parse(require('fs').readFileSync(0)).$1"
}

register_acme() {
  local products
  products=$(printf '"%s",' "${@:-dropbox}")
  call "$operator" /teams -d "{
    \"teamId\": \"acme\", \"name\": \"Acme KK\", \"country\": \"JP\", \"timeZone\": \"Asia/Tokyo\",
    \"products\": [${products%,}], \"selfServe\": true,
    \"billing\": { \"currency\": \"JPY\", \"interval\": \"month\", \"periodStart\": \"2026-11-01\", \"seats\": 25 }
  }"
  call "$operator" /teams/acme/members -d '{
    "memberId": "aiko", "name": "Aiko Sato", "email": "aiko@acme.example", "language": "en", "roles": ["team_admin"]
  }'
}

operator=$(npx ledgerdesk token --kind operator)
aiko=$(npx ledgerdesk token --kind member --team acme --subject aiko)
kenji=$(npx ledgerdesk token --kind agent --subject kenji)
auditor=$(npx ledgerdesk token --kind auditor)
