// A setting: its name in the file, its wording for people, its default, and the limits its value must keep.
#pragma once

#include <QString>

#include <optional>
#include <variant>

namespace nightbell {

namespace kind {
struct Address
{
}; // address:port; port 0 takes any free one
struct MaybeAddress
{
}; // the same, or empty
struct Networks
{
}; // addresses or networks like 10.0.0.0/8, separated by commas; may be empty
struct IceServers
{
};           // stun: and turn: addresses, separated by commas; may be empty
struct Ports // from-to
{
    int fewest;
};
struct Whole
{
    qint64 least;
    qint64 most;
};
struct Choice
{
    const char *words; // separated by |
};
struct Url
{
    const char *schemes; // how the text may begin, separated by |; an empty one allows an empty text
};
struct Accounts
{
}; // of telephony, separated by commas; may be empty
struct Beginnings
{
}; // of numbers, separated by commas; may be empty
struct Country
{
}; // two capital letters; may be empty
struct File
{
};          // the absolute path of one; may be empty
struct Name // letters, digits, dot, dash, underscore
{
    int longest;
};
struct Text // anything that can be printed; may be empty
{
    int longest;
};
struct Names // separated by commas; may be empty
{
    int longest;
};
} // namespace kind

using SettingKind = std::variant<kind::Address, kind::MaybeAddress, kind::Networks, kind::Ports, kind::Whole,
                                 kind::Choice, kind::Url, kind::Accounts, kind::Beginnings, kind::Country, kind::File,
                                 kind::Name, kind::Text, kind::Names, kind::IceServers>;

struct Setting
{
    const char *key;
    const char *label;    // translate("Settings", label)
    const char *meaning;  // translate("Settings", meaning)
    const char *standard; // the default, as it would stand in the file
    SettingKind kind;
};

// Why the value is not allowed, in the user's language; nothing if it is fine.
std::optional<QString> whyRefused(const Setting &setting, const QString &value);

// The limits in words: "a whole number from 1 to 100".
QString limitsInWords(const Setting &setting);

} // namespace nightbell
