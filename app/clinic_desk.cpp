#include "app/clinic_desk.h"

#include "app/clinic_file_on_disk.h"
#include "clinic/clinic_check.h"
#include "store/store_plan.h"

namespace nightbell {

ClinicDesk::ClinicDesk(QString path, ClinicBook book)
    : m_path(std::move(path))
    , m_inForce(std::make_shared<const ClinicBook>(std::move(book)))
{ }

QFuture<Result<>> ClinicDesk::propose(const Asker &asker, const ClinicBook &book)
{
    const Result<> taken = take(asker, book);
    if (taken)
        Q_EMIT changed(book);
    return QtFuture::makeReadyFuture(taken);
}

Result<> ClinicDesk::take(const Asker &asker, const ClinicBook &book)
{
    if (!mayDo(asker.role, Right::EditClinic))
        return Problem{Problem::Kind::Refused, QStringLiteral("needs the right to edit the clinic")};
    if (const Result<> sound = check(book); !sound)
        return sound;
    if (clinicsOf(book) != clinicsOf(*inForce())) // their keys are opened at the start
        return Problem{Problem::Kind::Refused, QStringLiteral("organisations: added or removed only while stopped")};
    if (const Result<> may = m_beforePublishing ? m_beforePublishing(book) : Result<>(); !may)
        return may;
    if (const Result<> written = writeClinicFile(m_path, book); !written)
        return written;
    m_inForce.store(std::make_shared<const ClinicBook>(book));
    return {};
}

} // namespace nightbell
