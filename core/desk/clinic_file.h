// What the clinic says of itself, as far as a window shows it. Editing comes with the editor.
#pragma once

#include "ids.h"
#include "instant.h"

#include <QObject>
#include <QTimeZone>

#include <optional>

namespace nightbell {

struct ClinicCard
{
    ClinicId id;
    QString name;
    QTimeZone zone = QTimeZone::utc();
    bool open = false;
    std::optional<Instant> changes; // when it closes, or opens next
};

class ClinicFile : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual ClinicCard card(Instant now) const = 0;

Q_SIGNALS:
    void changed();
};

} // namespace nightbell
