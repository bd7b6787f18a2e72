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
    Setting{"rtp.ports", QT_TRANSLATE_NOOP("Settings", "Sound ports"),
        QT_TRANSLATE_NOOP("Settings", "UDP ports for the sound of calls."), "20000-29999", kind::Ports{4}},
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
