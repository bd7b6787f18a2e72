// The clinic pane over clinic.json. The engine's thread reads the book in force through inForce().
#pragma once

#include "desk/clinic_file.h"

#include <atomic>
#include <functional>
#include <memory>

namespace nightbell {

class ClinicDesk : public ClinicFile
{
    Q_OBJECT

public:
    ClinicDesk(QString path, ClinicBook book);

    ClinicBook book() const override { return *inForce(); }
    QFuture<Result<>> propose(const Asker &asker, const ClinicBook &book) override;

    // Asked last of what is proposed; it refuses by a problem.
    using BeforePublishing = std::function<Result<>(const ClinicBook &)>;
    void setBeforePublishing(BeforePublishing ask) { m_beforePublishing = std::move(ask); }

    std::shared_ptr<const ClinicBook> inForce() const { return m_inForce.load(); } // from any thread

private:
    Result<> take(const Asker &asker, const ClinicBook &book);

    QString m_path;
    std::atomic<std::shared_ptr<const ClinicBook>> m_inForce;
    BeforePublishing m_beforePublishing;
};

} // namespace nightbell
