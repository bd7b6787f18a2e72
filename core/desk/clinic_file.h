// What the clinics say of themselves. A change is proposed whole and comes back as the book in force, or as a problem
// that names the field.
#pragma once

#include "clinic/clinic_book.h"
#include "desk/asker.h"

#include <QFuture>
#include <QObject>

namespace nightbell {

class ClinicFile : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual ClinicBook book() const = 0; // in force; always valid
    virtual QFuture<Result<>> propose(const Asker &asker, const ClinicBook &book) = 0;

Q_SIGNALS:
    void changed(const nightbell::ClinicBook &book);
};

} // namespace nightbell
