// Every setting, declared once. File, command line, help, and the console's editor all come from this list.
// A key is written as plain text where it is used; one that is not in the list, or is of another kind, does not
// compile.
#pragma once

#include "settings/setting.h"

#include <QtGlobal>

#include <array>
#include <string_view>

namespace nightbell {

// clang-format off
inline constexpr std::array theSettings{
    Setting{"sip.listen", QT_TRANSLATE_NOOP("Settings", "Telephone address"),
        QT_TRANSLATE_NOOP("Settings", "Where SIP calls arrive, over UDP and TCP."), "127.0.0.1:5060", kind::Address{}},
    Setting{"sip.trusted", QT_TRANSLATE_NOOP("Settings", "Trusted senders"),
        QT_TRANSLATE_NOOP("Settings", "Addresses or networks whose calls are taken; empty: only this machine."), "", kind::Networks{}},
    Setting{"sip.accounts", QT_TRANSLATE_NOOP("Settings", "Telephone accounts"),
        QT_TRANSLATE_NOOP("Settings", "Accounts at exchanges or providers: name user@registrar, then udp, tcp or tls, the seconds between registrations, realm=…. The password of each is the secret sip-password-<name>."), "", kind::Accounts{}},
    Setting{"sip.dial_allowed", QT_TRANSLATE_NOOP("Settings", "Numbers that may be called"),
        QT_TRANSLATE_NOOP("Settings", "How a number must begin to be called; empty: none may be called."), "", kind::Beginnings{}},
    Setting{"sip.dial_per_hour", QT_TRANSLATE_NOOP("Settings", "Calls made in an hour"),
        QT_TRANSLATE_NOOP("Settings", "No more calls than this are made in any hour."), "60", kind::Whole{0, 10'000}},
    Setting{"sip.tls_listen", QT_TRANSLATE_NOOP("Settings", "Encrypted telephone address"),
        QT_TRANSLATE_NOOP("Settings", "Where SIP calls arrive over TLS; empty: nowhere."), "", kind::MaybeAddress{}},
    Setting{"sip.tls_certificate", QT_TRANSLATE_NOOP("Settings", "Certificate for encrypted calls"),
        QT_TRANSLATE_NOOP("Settings", "A PEM file with the certificate and those above it."), "", kind::File{}},
    Setting{"sip.tls_key", QT_TRANSLATE_NOOP("Settings", "Key for encrypted calls"),
        QT_TRANSLATE_NOOP("Settings", "A PEM file with the certificate's private key."), "", kind::File{}},
    Setting{"sip.tls_authorities", QT_TRANSLATE_NOOP("Settings", "Authorities for encrypted accounts"),
        QT_TRANSLATE_NOOP("Settings", "A PEM file of the authorities that may sign a registrar's certificate; empty: the system's."), "", kind::File{}},
    Setting{"sip.region", QT_TRANSLATE_NOOP("Settings", "Country of short numbers"),
        QT_TRANSLATE_NOOP("Settings", "The country that a number without a country code belongs to; empty: such a number stays as it came."), "", kind::Country{}},
    Setting{"sip.trusted_rate", QT_TRANSLATE_NOOP("Settings", "Requests per trusted sender (per second)"),
        QT_TRANSLATE_NOOP("Settings", "How many calls and questions a trusted sender may begin in a second; beyond them it is asked to wait."), "500", kind::Whole{1, 100'000}},
    Setting{"sip.calls_per_source", QT_TRANSLATE_NOOP("Settings", "Calls at once per sender"),
        QT_TRANSLATE_NOOP("Settings", "One more call from the same address is told that the line is busy; 0: only the limit for all."), "0", kind::Whole{0, 5'000}},
    Setting{"sip.users", QT_TRANSLATE_NOOP("Settings", "Users that may call"),
        QT_TRANSLATE_NOOP("Settings", "Who may call with a password from senders that are not trusted; the password of each is the secret sip-user-<name>. Empty: nobody."), "", kind::Names{64}},
    Setting{"rtp.ports", QT_TRANSLATE_NOOP("Settings", "Sound ports"),
        QT_TRANSLATE_NOOP("Settings", "UDP ports for the sound of calls."), "20000-29999", kind::Ports{4}},
    Setting{"rtp.silence_seconds", QT_TRANSLATE_NOOP("Settings", "Silence on the line (seconds)"),
        QT_TRANSLATE_NOOP("Settings", "A call whose sound stops coming for so long is lost."), "30", kind::Whole{5, 3'600}},
    Setting{"line.diagnostics", QT_TRANSLATE_NOOP("Settings", "Test extensions"),
        QT_TRANSLATE_NOOP("Settings", "Callers may try the line: echo, playback, record and conf are answered at once."), "false", kind::Choice{"true|false"}},
    Setting{"web.ice_servers", QT_TRANSLATE_NOOP("Settings", "STUN and TURN servers"),
        QT_TRANSLATE_NOOP("Settings", "For calls from browsers through firewalls, like stun:stun.example.org, turn:turn.example.org; the TURN server's shared secret is the secret turn-credential."), "", kind::IceServers{}},
    Setting{"store.url", QT_TRANSLATE_NOOP("Settings", "Store"),
        QT_TRANSLATE_NOOP("Settings", "Where calls are kept. sqlite: alone is nightbell.sqlite in the data folder; the password of a PostgreSQL is the secret store-password."), "sqlite:", kind::Url{"sqlite:|postgresql://"}},
    Setting{"sessions.redis", QT_TRANSLATE_NOOP("Settings", "Session cache"),
        QT_TRANSLATE_NOOP("Settings", "A Redis server in front of the store, for unfinished calls; empty: none."), "", kind::Url{"redis://|"}},
    Setting{"secrets.from", QT_TRANSLATE_NOOP("Settings", "Secrets"),
        QT_TRANSLATE_NOOP("Settings", "Where keys and passwords are kept. auto: the keychain on a desktop; without one the credentials folder, the environment, then files in the data folder."), "auto", kind::Choice{"auto|keychain|folder|environment"}},
    Setting{"log.level", QT_TRANSLATE_NOOP("Settings", "Log level"),
        QT_TRANSLATE_NOOP("Settings", "The least important line that is still written."), "info", kind::Choice{"debug|info|warning|critical"}},
    Setting{"log.format", QT_TRANSLATE_NOOP("Settings", "Log format"),
        QT_TRANSLATE_NOOP("Settings", "Lines for people, or one JSON object per line."), "text", kind::Choice{"text|json"}},
    Setting{"log.file_mb", QT_TRANSLATE_NOOP("Settings", "Log file size (MB)"),
        QT_TRANSLATE_NOOP("Settings", "A log file that would grow beyond this size is put aside."), "16", kind::Whole{1, 1'024}},
    Setting{"log.files_kept", QT_TRANSLATE_NOOP("Settings", "Old log files"),
        QT_TRANSLATE_NOOP("Settings", "How many log files are kept beside the current one."), "8", kind::Whole{0, 100}},
    Setting{"calls.at_most", QT_TRANSLATE_NOOP("Settings", "Calls at once"),
        QT_TRANSLATE_NOOP("Settings", "One more call is told that the line is busy."), "200", kind::Whole{1, 5'000}},
    Setting{"calls.longest_minutes", QT_TRANSLATE_NOOP("Settings", "Longest call (minutes)"),
        QT_TRANSLATE_NOOP("Settings", "A call that lasts longer is ended politely."), "60", kind::Whole{1, 1'440}},
    Setting{"engine.name", QT_TRANSLATE_NOOP("Settings", "Engine's name"),
        QT_TRANSLATE_NOOP("Settings", "The name of this engine in the journal; engines that share a store need different names."), "engine-1", kind::Name{64}},
    Setting{"engine.lease_seconds", QT_TRANSLATE_NOOP("Settings", "Engine's lease (seconds)"),
        QT_TRANSLATE_NOOP("Settings", "After this silence another engine takes over the calls of this one."), "30", kind::Whole{5, 600}},
    Setting{"journal.queue_events", QT_TRANSLATE_NOOP("Settings", "Journal queue (events)"),
        QT_TRANSLATE_NOOP("Settings", "Events that wait in memory for the store before they go to a file on this machine."), "10000", kind::Whole{100, 1'000'000}},
    Setting{"journal.spill_mb", QT_TRANSLATE_NOOP("Settings", "Journal spill (MB)"),
        QT_TRANSLATE_NOOP("Settings", "Disk space for events while the store is out of reach."), "1024", kind::Whole{16, 65'536}},
    Setting{"staff.telephone", QT_TRANSLATE_NOOP("Settings", "Telephone of the desk"),
        QT_TRANSLATE_NOOP("Settings", "A number or SIP address that rings when staff step into a call; empty: the headset of this console."), "", kind::Text{200}},
    Setting{"speech.transcriber", QT_TRANSLATE_NOOP("Settings", "Speech recognition"),
        QT_TRANSLATE_NOOP("Settings", "Who hears what callers say. pocketsphinx: on this machine, of demonstration quality for human callers; none: nobody, callers use the keypad."), "pocketsphinx", kind::Choice{"pocketsphinx|none"}},
    Setting{"headset.microphone", QT_TRANSLATE_NOOP("Settings", "Microphone"),
        QT_TRANSLATE_NOOP("Settings", "The sound device through which staff speak with callers; empty: the system's."), "", kind::Text{256}},
    Setting{"headset.speaker", QT_TRANSLATE_NOOP("Settings", "Loudspeaker"),
        QT_TRANSLATE_NOOP("Settings", "The sound device in which staff hear callers; empty: the system's."), "", kind::Text{256}},
    Setting{"headset.alarm_speaker", QT_TRANSLATE_NOOP("Settings", "Loudspeaker for alarms"),
        QT_TRANSLATE_NOOP("Settings", "The sound device that calls for help, best one that fills the room; empty: the system's."), "", kind::Text{256}},
    Setting{"speech.voice", QT_TRANSLATE_NOOP("Settings", "Voice of the assistant"),
        QT_TRANSLATE_NOOP("Settings", "flite speaks English more pleasantly, espeak many languages; each stands in for the other where it cannot speak."), "flite", kind::Choice{"flite|espeak"}},
    Setting{"speech.recordings", QT_TRANSLATE_NOOP("Settings", "Recorded prompts"),
        QT_TRANSLATE_NOOP("Settings", "A folder of WAV files that are heard instead of the voice, with an index.json of their texts; empty: none."), "", kind::File{}},
    Setting{"speech.cache_mb", QT_TRANSLATE_NOOP("Settings", "Sentences kept ready (MB)"),
        QT_TRANSLATE_NOOP("Settings", "Memory for the sound of prompts, so that they need not be spoken anew; 0: none."), "32", kind::Whole{0, 512}},
};
// clang-format on

constexpr std::size_t indexOfSetting(std::string_view key)
{
    std::size_t at = 0;
    while (at < theSettings.size() && key != theSettings[at].key)
        ++at;
    return at;
}

// The key of a setting of one of these kinds, checked by the compiler.
template<class... Kinds> struct KeyOf
{
    std::size_t index;

    consteval KeyOf(const char *key) : index(indexOfSetting(key))
    {
        if (!(std::holds_alternative<Kinds>(theSettings.at(index).kind) || ...))
            throw "a setting of another kind";
    }
};

} // namespace nightbell
