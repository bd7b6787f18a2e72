// The values in force: defaults, then the file, then --set. Made once, passed by value, never changed.
#pragma once

#include "result.h"
#include "settings/setting_values.h"
#include "settings/sip_account_plan.h"
#include "settings/the_settings.h"

#include <QList>
#include <QStringList>

namespace nightbell {

// A value that somebody wrote, with the place to name when it is wrong: "nightbell.ini:12", "--set".
struct GivenValue
{
    QString key;
    QString value;
    QString place;
};

class Settings
{
public:
    Settings(); // the defaults

    // Invalid names place, key and reason. A later value wins over an earlier one.
    static Result<Settings> from(const QList<GivenValue> &given);

    QString text(KeyOf<kind::Choice, kind::Url, kind::Name, kind::Country, kind::File, kind::Text> key) const
    {
        return m_values.at(key.index);
    }
    qint64 whole(KeyOf<kind::Whole> key) const { return *wholeFrom(m_values.at(key.index)); }
    ListenAddress address(KeyOf<kind::Address> key) const { return *addressFrom(m_values.at(key.index)); }
    std::optional<ListenAddress> maybeAddress(KeyOf<kind::MaybeAddress> key) const
    {
        return addressFrom(m_values.at(key.index));
    }
    QList<SipAccountPlan> accounts(KeyOf<kind::Accounts> key) const { return *accountsFrom(m_values.at(key.index)); }
    QStringList beginnings(KeyOf<kind::Beginnings> key) const { return *beginningsFrom(m_values.at(key.index)); }
    QList<Network> networks(KeyOf<kind::Networks> key) const { return *networksFrom(m_values.at(key.index)); }
    QStringList names(KeyOf<kind::Names> key) const { return *namesFrom(m_values.at(key.index)); }
    QList<IceServer> iceServers(KeyOf<kind::IceServers> key) const { return *iceServersFrom(m_values.at(key.index)); }
    PortRange ports(KeyOf<kind::Ports> key) const { return *portsFrom(m_values.at(key.index)); }

    // As it would stand in the file, for an editor that walks over theSettings.
    const QString &written(std::size_t index) const { return m_values.at(index); }

    bool operator==(const Settings &) const = default;

private:
    QStringList m_values; // in the order of theSettings; every one keeps its limits
};

// What is wrong with this key or value, with the place in front; nothing if both are fine.
std::optional<Problem> whyRefused(const GivenValue &given);

enum class FileMay { BeMissing, NotBeMissing };

// assignments are key=value, as given to --set; each key once.
Result<Settings> loadSettings(const QString &file, FileMay missing, const QStringList &assignments);

} // namespace nightbell
