// Hands the recovery key to the owner. It stays on this machine until they say that they have it.
#pragma once

#include <QDialog>

namespace nightbell {

class RecoveryKeyDialog : public QDialog
{
    Q_OBJECT

public:
    RecoveryKeyDialog(const QString &key, QWidget *parent);
};

} // namespace nightbell
