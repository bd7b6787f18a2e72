// The settings as an editor shows them. A change is written to the settings file and holds from the next start.
#pragma once

#include "desk/asker.h"
#include "result.h"

#include <QFuture>
#include <QList>
#include <QObject>

namespace nightbell {

struct ShownSetting // worded in the reader's language
{
    QString key;
    QString label;
    QString meaning;
    QString limits;   // what its value may be
    QString standard; // the default
    QString value;    // as the file has it
    bool operator==(const ShownSetting &) const = default;
};

class SettingsShelf : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual QList<ShownSetting> settings() const = 0;
    virtual QFuture<Result<>> change(const Asker &asker, const QString &key, const QString &value) = 0;

Q_SIGNALS:
    void changed(const QList<nightbell::ShownSetting> &settings);
};

} // namespace nightbell
